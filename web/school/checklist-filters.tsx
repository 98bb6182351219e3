import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { FILTERS, type Filter, GROUPINGS, type Grouping, isShown, type Row } from './checklist-rows.ts'
import { type ChecklistView, viewQuery } from './checklist-view.ts'

type FilterProps = { reader: Reader; view: ChecklistView; rows: readonly Row[] }

/** Which rows are shown, with their counts, and in which groups: as links, so that each view has an address. */
export function ChecklistFilters({ reader, view, rows }: FilterProps) {
  const { t } = reader
  return (
    <nav class="filters no-print" aria-label={t('checklist.filters')}>
      <ul>
        {FILTERS.map((only) => (
          <FilterLink reader={reader} view={view} rows={rows} only={only} />
        ))}
      </ul>
      <ul aria-label={t('checklist.grouped')}>
        {GROUPINGS.map((by) => (
          <GroupingLink reader={reader} view={view} by={by} />
        ))}
      </ul>
    </nav>
  )
}

const addressOf = (view: ChecklistView, query: string) =>
  `${schoolRoutes.checklist(view.logistics.session.id)}${query && `?${query}`}`

function FilterLink({ reader: { t, actor }, view, rows, only }: FilterProps & { only: Filter }) {
  const shown = rows.filter((row) => isShown(row, only, actor.kind === 'member' ? actor : undefined))
  return (
    <li>
      <a
        href={addressOf(view, viewQuery({ by: view.by, only }))}
        class={only}
        {...(only === view.only && { 'aria-current': 'true' as const })}
      >
        {t(`checklist.only.${only}`)} <span>{shown.length}</span>
      </a>
    </li>
  )
}

function GroupingLink({ reader: { t }, view, by }: Omit<FilterProps, 'rows'> & { by: Grouping }) {
  return (
    <li>
      <a
        href={addressOf(view, viewQuery({ by, only: view.only }))}
        {...(by === view.by && { 'aria-current': 'true' as const })}
      >
        {t(`checklist.grouped.${by}`)}
      </a>
    </li>
  )
}
