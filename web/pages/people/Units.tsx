/** 单位: the units of a tree, their names in the press, and what became part of what. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { Me, UnitRowShown } from '../../../api/contract.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { AddUnit, ImportUnits, MergeUnit, RenameUnit } from './UnitSheets.tsx'

type Open = 'add' | 'import' | { unit: UnitRowShown; verb: 'rename' | 'merge' }

export default function Units({ me }: { me: Me }) {
  const words = useWords()
  const w = words.units
  const [open, setOpen] = useState<Open | null>(null)
  const { query, set } = useFilters({ state: 'there' })
  const shown = { ...query, state: query.state === 'all' ? undefined : query.state }
  const answer = useQuery(questions.unitList(shown))
  // Names and places are the administrator's; merging is the office's.
  const keepsNames = me.areas.includes('people')
  const close = () => setOpen(null)
  return (
    <>
      <ListPage
        title={w.title}
        path="/api/unit-list"
        query={shown}
        set={set}
        answer={answer}
        columns={columnsOf(words, (unit, verb) => setOpen({ unit, verb }))}
        keyOf={(row) => row.id}
        search={w.searchHint}
        chips={[
          {
            name: 'level',
            label: w.level,
            options: [
              { value: '', label: words.common.all },
              ...(['region', 'city', 'county', 'township', 'division'] as const).map((value) => ({
                value,
                label: words.states.level[value],
              })),
            ],
          },
          {
            name: 'state',
            label: words.common.state,
            options: [
              { value: 'there', label: w.there },
              { value: 'ended', label: w.ended },
              { value: 'all', label: words.common.all },
            ],
          },
          {
            name: 'sort',
            label: words.common.sort,
            options: [
              { value: '', label: w.byPlace },
              { value: 'name', label: w.byName },
            ],
          },
        ]}
        empty={{ title: w.empty, next: w.emptyNext }}
        actions={
          keepsNames && (
            <>
              <Button type="primary" onClick={() => setOpen('add')}>
                {w.add}
              </Button>
              <Button onClick={() => setOpen('import')}>{w.import}</Button>
            </>
          )
        }
        beside={<p className="faint">{keepsNames ? w.intro : w.introOffice}</p>}
      />
      {open === 'add' && <AddUnit onClose={close} />}
      {open === 'import' && me.root && <ImportUnits rootId={me.root.id} onClose={close} />}
      {typeof open === 'object' && open?.verb === 'rename' && <RenameUnit unit={open.unit} onClose={close} />}
      {typeof open === 'object' && open?.verb === 'merge' && <MergeUnit unit={open.unit} onClose={close} />}
    </>
  )
}

function columnsOf(
  words: ReturnType<typeof useWords>,
  onOpen: (unit: UnitRowShown, verb: 'rename' | 'merge') => void,
): Column<UnitRowShown>[] {
  const w = words.units
  return [
    {
      key: 'name',
      title: w.name,
      width: '34%',
      cell: (u) => (
        <>
          <strong>{u.name}</strong>
          {u.aliases.length > 0 && <div className="faint breaking">{u.aliases.join(words.common.listComma)}</div>}
        </>
      ),
    },
    { key: 'level', title: w.level, cell: (u) => words.states.level[u.level] },
    { key: 'region', title: w.regionCode, cell: (u) => <span className="mono">{u.regionCode}</span> },
    {
      key: 'parent',
      title: w.parent,
      cell: (u) =>
        u.endedAt === null ? (
          (u.parent?.name ?? <span className="faint">{w.top}</span>)
        ) : (
          <>
            <StateTag tone="step2">{w.mergedInto(u.parent?.name ?? '')}</StateTag>
            <div className="faint">
              <TimeText at={u.endedAt} relative={false} />
            </div>
          </>
        ),
    },
    { key: 'people', title: w.people, numeric: true, cell: (u) => u.people },
    {
      key: 'actions',
      title: words.common.actions,
      cell: (u) => (
        <div className="row">
          {u.mayManage && (
            <Button size="small" onClick={() => onOpen(u, 'rename')}>
              {w.rename}
            </Button>
          )}
          {u.mayMerge && (
            <Button size="small" onClick={() => onOpen(u, 'merge')}>
              {w.merge}
            </Button>
          )}
        </div>
      ),
    },
  ]
}
