/** 录入线索: one article by its address, its text or a saved page, with the reason why somebody should look. */
import { Button, Input, Radio } from 'antd'
import { useRef, useState } from 'react'
import { Link } from 'react-router'
import { type SubmittedShown, submitArticleRequest } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { base64Of } from '../../components/file-text.ts'
import { Labelled, LabelledGroup, Sheet } from '../../components/Sheet.tsx'
import { TimeField } from '../../components/TimeField.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'

const ways = ['url', 'text', 'file'] as const
type Way = (typeof ways)[number]
const maxFileBytes = 10 * 1024 * 1024
const accepted = '.html,.htm,.mht,.mhtml,.pdf,.png,.jpg,.jpeg,.webp,.gif'

export function SubmitSheet({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [way, setWay] = useState<Way>('url')
  const [form, setForm] = useState<Form>({
    url: '',
    title: '',
    text: '',
    outletName: '',
    publishedAt: null,
    reason: '',
  })
  const [file, setFile] = useState<File | null>(null)
  const [done, setDone] = useState<SubmittedShown | null>(null)
  const set = (change: Partial<typeof form>) => setForm((now) => ({ ...now, ...change }))
  const isPicture = way === 'file' && file?.type.startsWith('image/') === true
  const needsText = way === 'text' || isPicture
  const isTooLarge = file !== null && file.size > maxFileBytes
  const body = bodyOf({ form, way, needsText })
  const isReady =
    submitArticleRequest.safeParse(body).success &&
    (way !== 'url' || form.url.trim() !== '') &&
    (way !== 'file' || (file !== null && !isTooLarge)) &&
    (!needsText || (form.title.trim() !== '' && form.text.trim() !== '')) &&
    (form.url.trim() !== '' || form.outletName.trim() !== '')
  const submit = () =>
    act(
      async () => {
        const withFile =
          way === 'file' && file ? { ...body, file: { name: file.name, base64: await base64Of(file) } } : body
        setDone(await commands.submitArticle(withFile))
      },
      { renew: ['submissions', 'articles'] },
    )
  if (done) return <Done done={done} onAnother={() => startAnew()} onClose={onClose} />
  function startAnew(): void {
    setDone(null)
    setFile(null)
    set({ url: '', title: '', text: '', outletName: '', publishedAt: null })
  }
  return (
    <Sheet
      title={words.submissions.submit}
      verb={words.submissions.submit}
      busy={busy}
      error={error}
      ready={isReady}
      width={640}
      onDo={() => void submit()}
      onClose={onClose}
    >
      <LabelledGroup label={words.submissions.way}>
        <Radio.Group
          optionType="button"
          value={way}
          onChange={(event) => setWay(event.target.value)}
          options={ways.map((value) => ({ value, label: words.submissions.ways[value] }))}
        />
      </LabelledGroup>
      {way === 'file' && <FileField file={file} isTooLarge={isTooLarge} onFile={setFile} />}
      <Labelled
        label={way === 'url' ? words.submissions.url : words.submissions.urlOptional}
        hint={way === 'url' ? words.submissions.urlHint : undefined}
        required={way === 'url'}
      >
        <Input
          value={form.url}
          inputMode="url"
          maxLength={2000}
          placeholder="https://"
          onChange={(event) => set({ url: event.target.value })}
        />
      </Labelled>
      {way !== 'url' && (
        <Labelled label={words.submissions.articleTitle} required={needsText}>
          <Input value={form.title} maxLength={500} onChange={(event) => set({ title: event.target.value })} />
        </Labelled>
      )}
      {needsText && (
        <Labelled
          label={isPicture ? words.submissions.pictureText : words.submissions.text}
          hint={isPicture ? words.submissions.pictureTextHint : undefined}
          required
        >
          <Input.TextArea
            rows={8}
            value={form.text}
            maxLength={300_000}
            onChange={(event) => set({ text: event.target.value })}
          />
        </Labelled>
      )}
      <Labelled
        label={words.submissions.outlet}
        hint={words.submissions.outletHint}
        required={way !== 'url' && form.url.trim() === ''}
      >
        <Input value={form.outletName} maxLength={100} onChange={(event) => set({ outletName: event.target.value })} />
      </Labelled>
      {way !== 'url' && (
        <TimeField
          label={words.submissions.publishedAt}
          value={form.publishedAt}
          onChange={(publishedAt) => set({ publishedAt })}
        />
      )}
      <Labelled label={words.submissions.why} hint={words.submissions.whyHint} required>
        <Input.TextArea
          rows={2}
          value={form.reason}
          maxLength={500}
          onChange={(event) => set({ reason: event.target.value })}
        />
      </Labelled>
    </Sheet>
  )
}

type Form = { url: string; title: string; text: string; outletName: string; publishedAt: string | null; reason: string }

function bodyOf({ form, way, needsText }: { form: Form; way: Way; needsText: boolean }) {
  const url = form.url.trim()
  return {
    reason: form.reason,
    ...(url ? { url } : {}),
    ...(form.outletName.trim() ? { outletName: form.outletName } : {}),
    ...(way !== 'url' ? { title: form.title } : {}),
    ...(way !== 'url' && form.publishedAt ? { publishedAt: form.publishedAt } : {}),
    ...(needsText && form.text.trim() ? { text: form.text } : {}),
  }
}

function FileField({
  file,
  isTooLarge,
  onFile,
}: {
  file: File | null
  isTooLarge: boolean
  onFile: (file: File | null) => void
}) {
  const words = useWords()
  const input = useRef<HTMLInputElement>(null)
  return (
    <LabelledGroup label={words.submissions.file} hint={words.submissions.fileHint} required>
      <div className="row">
        <input
          ref={input}
          type="file"
          hidden
          accept={accepted}
          onChange={(event) => onFile(event.target.files?.[0] ?? null)}
        />
        <Button onClick={() => input.current?.click()}>{words.submissions.chooseFile}</Button>
        <span className="breaking">{file?.name ?? words.figures.noFile}</span>
      </div>
      {isTooLarge && (
        <div className="notice step3" role="alert">
          {words.submissions.fileTooLarge}
        </div>
      )}
    </LabelledGroup>
  )
}

function Done({ done, onAnother, onClose }: { done: SubmittedShown; onAnother: () => void; onClose: () => void }) {
  const words = useWords()
  return (
    <Sheet
      title={words.submissions.submit}
      verb={words.submissions.another}
      leave={words.common.close}
      busy={false}
      error={null}
      onDo={onAnother}
      onClose={onClose}
    >
      <p>{done.known ? words.submissions.alreadyKnown : words.submissions.done}</p>
      <Link to={`/articles/${encodeURIComponent(done.articleId)}`}>{words.submissions.open}</Link>
    </Sheet>
  )
}
