/** 媒体登记: outlets of the bureau with class and licence. */
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { registersShown, type RegistryOutletShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { empty } from '../../times.ts'
import { ExtractButton } from '../documents/ExtractSheet.tsx'
import { RegistryTabs } from './RegistryTabs.tsx'

type Opened = { what: 'facts'; outlet: RegistryOutletShown | null } | { what: 'licence'; outlet: RegistryOutletShown }

export default function Outlets() {
  const words = useWords()
  const w = words.registry
  const { query, set } = useFilters()
  const answer = useQuery(questions.registryOutlets(query))
  const people = useQuery(questions.journalists({ pageSize: 1 }))
  const [opened, setOpened] = useState<Opened | null>(null)
  const units = people.data?.units ?? []
  const kept = units.filter((u) => u.mayKeep)
  const columns: Column<RegistryOutletShown>[] = [
    { key: 'name', title: w.outlet, width: '24%', cell: (row) => <strong>{row.name}</strong> },
    { key: 'class', title: w.mediaClass, cell: (row) => w.classes[row.mediaClass] },
    {
      key: 'licence',
      title: w.licence,
      cell: (row) => (
        <>
          {w.licences[row.licence]} <span className="faint">{row.licenceNo}</span>
        </>
      ),
    },
    {
      key: 'check',
      title: w.licenceCheck,
      cell: (row) =>
        row.licenceResult && row.licenceCheckedAt ? (
          <>
            {w.cards[row.licenceResult]} <span className="faint">{row.licenceCheckedBy}</span>{' '}
            <TimeText at={row.licenceCheckedAt} />
          </>
        ) : (
          <span className="faint">{row.licence === 'none' ? empty : w.neverChecked}</span>
        ),
    },
    {
      key: 'people',
      title: w.peopleCount,
      cell: (row) => <Link to={`/registry/people?outletId=${row.id}`}>{row.people}</Link>,
    },
    {
      key: 'acts',
      title: words.common.actions,
      cell: (row) =>
        row.mayKeep && (
          <span className="row">
            <Button size="small" onClick={() => setOpened({ what: 'facts', outlet: row })}>
              {w.verb.change}
            </Button>
            {row.licence !== 'none' && (
              <Button size="small" onClick={() => setOpened({ what: 'licence', outlet: row })}>
                {w.checkLicence}
              </Button>
            )}
          </span>
        ),
    },
  ]
  return (
    <>
      <ListPage
        title={w.outlets}
        path="/api/registry-outlets"
        query={query}
        set={set}
        answer={answer}
        columns={columns}
        keyOf={(row) => row.id}
        search={w.searchOutlets}
        tabs={<RegistryTabs mayReadLog={units.some((u) => u.mayReadLog)} />}
        actions={
          kept.length > 0 && (
            <>
              <Button type="primary" onClick={() => setOpened({ what: 'facts', outlet: null })}>
                {w.addOutlet}
              </Button>
              <ExtractButton
                part={{
                  ...{ of: 'outlets', q: query.q ?? '' },
                  mediaClass: (query.mediaClass || null) as RegistryOutletShown['mediaClass'] | null,
                }}
                audience="registry"
              />
            </>
          )
        }
        chips={[
          {
            name: 'mediaClass',
            label: w.mediaClass,
            options: [
              { value: '', label: words.common.all },
              ...Object.entries(w.classes).map(([value, label]) => ({ value, label })),
            ],
          },
        ]}
        empty={{ title: w.noOutlets, next: w.noOutletsNext }}
      />
      {opened?.what === 'facts' && <OutletSheet outlet={opened.outlet} units={kept} onClose={() => setOpened(null)} />}
      {opened?.what === 'licence' && <LicenceSheet outlet={opened.outlet} onClose={() => setOpened(null)} />}
    </>
  )
}

function OutletSheet({
  outlet,
  units,
  onClose,
}: {
  outlet: RegistryOutletShown | null
  units: { id: string; name: string }[]
  onClose: () => void
}) {
  const words = useWords()
  const w = words.registry
  const { act, busy, error } = useAct(true)
  const [unitId, setUnitId] = useState(outlet?.unit.id ?? units[0]?.id ?? '')
  const [name, setName] = useState(outlet?.name ?? '')
  const [mediaClass, setClass] = useState<RegistryOutletShown['mediaClass']>(outlet?.mediaClass ?? 'domestic')
  const [licence, setLicence] = useState<RegistryOutletShown['licence']>(outlet?.licence ?? 'none')
  const [licenceNo, setNo] = useState(outlet?.licenceNo ?? '')
  const facts = { name, mediaClass, licence, licenceNo: licence === 'none' ? '' : licenceNo }
  const run = () =>
    outlet
      ? commands.registryOutlet(`/${outlet.id}`, { version: outlet.version, ...facts })
      : commands.registryOutlet('', { unitId, ...facts })
  const options = <K extends string>(from: Record<K, string>) =>
    (Object.entries(from) as [K, string][]).map(([value, label]) => ({ value, label }))
  return (
    <Sheet
      title={outlet ? w.verb.change : w.addOutlet}
      verb={words.common.save}
      busy={busy}
      error={error}
      ready={name.trim() !== '' && unitId !== ''}
      onDo={() => void act(run, { done: words.common.saved, renew: ['record'] }).then((done) => done && onClose())}
      onClose={onClose}
    >
      {!outlet && (
        <Labelled label={w.unit} required>
          <Select value={unitId} onChange={setUnitId} options={units.map((u) => ({ value: u.id, label: u.name }))} />
        </Labelled>
      )}
      <Labelled label={w.outlet} required>
        <Input value={name} maxLength={100} onChange={(e) => setName(e.target.value)} />
      </Labelled>
      <Labelled label={w.mediaClass} required>
        <Select value={mediaClass} onChange={setClass} options={options(w.classes)} />
      </Labelled>
      <Labelled label={w.licence}>
        <Select value={licence} onChange={setLicence} options={options(w.licences)} />
      </Labelled>
      {licence !== 'none' && (
        <Labelled label={w.licenceNo}>
          <Input value={licenceNo} maxLength={60} onChange={(e) => setNo(e.target.value)} />
        </Labelled>
      )}
    </Sheet>
  )
}

function LicenceSheet({ outlet, onClose }: { outlet: RegistryOutletShown; onClose: () => void }) {
  const words = useWords()
  const w = words.registry
  const { act, busy, error } = useAct(true)
  const [result, setResult] = useState<string>()
  const register = outlet.licence === 'none' ? null : registersShown[outlet.licence]
  const run = () => commands.registryOutlet(`/${outlet.id}/licence`, { result })
  return (
    <Sheet
      title={w.checkLicence}
      verb={w.checkLicence}
      busy={busy}
      error={error}
      ready={result !== undefined}
      onDo={() => void act(run, { done: words.common.saved, renew: ['record'] }).then((done) => done && onClose())}
      onClose={onClose}
    >
      {register && (
        <p>
          {register.url ? (
            <a href={register.url} target="_blank" rel="noreferrer">
              {w.lookUp}
              {words.common.colon}
              {register.name}
            </a>
          ) : (
            <>
              {w.register}
              {words.common.colon}
              {register.name}
            </>
          )}{' '}
          <span className="faint">{w.lookUpNote}</span>
        </p>
      )}
      <Labelled label={w.result} required>
        <Select
          value={result}
          onChange={setResult}
          options={Object.entries(w.cards).map(([value, label]) => ({ value, label }))}
        />
      </Labelled>
    </Sheet>
  )
}
