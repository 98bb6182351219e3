import { organizes } from '../../shared/access/actor.ts'
import { isSettled } from '../../shared/logistics/readiness.ts'
import type { ItemStatus } from '../../shared/session/item.ts'
import { Form, Hidden } from '../components/form.tsx'
import { Icon, type IconName } from '../components/icon.tsx'
import { itemReasons, itemTitle, ownMessages, recheckReason } from '../components/item-text.ts'
import { Meter } from '../components/meter.tsx'
import { languageName } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { type NextStep, nextStep, type Row } from './checklist-rows.ts'
import { RowBox } from './checklist-several.tsx'
import { type ChecklistView, dueText, ownerText, viewQuery } from './checklist-view.ts'

/** The picture of each status. */
export const STATUS_ICONS: Readonly<Record<ItemStatus, IconName>> = {
  needed: 'toDo',
  asked: 'asked',
  confirmed: 'confirmed',
  done: 'done',
  blocked: 'warning',
  notNeeded: 'done',
  recheck: 'again',
}

type RowProps = { reader: Reader; view: ChecklistView; row: Row }

/** A row of the checklist: what, how many, who, by when, and in one tap what is next. */
export function ChecklistRow({ reader, view, row }: RowProps) {
  const { t } = reader
  const { today } = view.logistics
  const isOpen = row.items.some((item) => !isSettled(item))
  const tone = row.late && isOpen ? 'late' : row.status
  return (
    <li class={`item ${tone}`} id={row.id}>
      <div class="what">
        <span class="box" aria-hidden="true" />
        {isOpen && !isByFamilies(row) && (
          <RowBox reader={reader} view={view} row={row} title={rowTitle(reader, row)} />
        )}
        <Icon name={STATUS_ICONS[row.status]} />
        <div>
          <RowLink reader={reader} view={view} row={row} />{' '}
          <small>{t(`checklist.status.${row.status}`)}</small>
          <RowNotes reader={reader} row={row} />
        </div>
      </div>
      <div class="facts-line">
        <div class={row.confirmed > 0 ? 'amount' : 'amount none'}>
          {row.items[0]?.unit !== 'task' && (
            <>
              <Meter part={row.confirmed} whole={row.needed} tone={meterTone(row)} />
              <span>{t('readiness.state.open', { settled: row.confirmed, items: row.needed })}</span>
            </>
          )}
        </div>
        <div class="owner">{ownerOf(reader, row)}</div>
        <div class="due">{dueText(reader, row.due, today, isOpen)}</div>
      </div>
      <div class="act no-print">
        <NextButton reader={reader} view={view} row={row} />
      </div>
    </li>
  )
}

function ownerOf(reader: Reader, row: Row): string {
  if (isByFamilies(row)) return reader.t('school.nav.families')
  return row.owner === undefined ? reader.t('checklist.several') : ownerText(reader, row.owner)
}

// What families fill is changed with their list.
const isByFamilies = ({ items }: Row) => items[0]?.kind === 'signUp'

/** A row's title, which opens its form; a helper may not open the list of what families bring. */
function RowLink({ reader, view, row }: RowProps) {
  const { id } = view.logistics.session
  const title = rowTitle(reader, row)
  if (!isByFamilies(row)) {
    const form = `${schoolRoutes.checklist(id)}?${viewQuery(view, { edit: row.id })}#${row.id}`
    return <a href={form}>{title}</a>
  }
  return organizes(reader.actor) ? <a href={schoolRoutes.signUps(id)}>{title}</a> : <span>{title}</span>
}

const meterTone = ({ status }: Row) =>
  status === 'recheck' ? 'recheck' : status === 'confirmed' || status === 'done' ? 'ready' : 'open'

/** What a row is called: its item, or what its items have in common. */
export function rowTitle(reader: Reader, { items }: Row): string {
  const [first] = items
  if (!first) return ''
  if (first.kind === 'signUp') return reader.t(first.inputs.portions ? 'signups.link' : 'signups.do')
  const isFolded = items.length > 1
  if (isFolded && first.kind === 'interpreters') return reader.t('checklist.all.interpreters')
  if (isFolded && first.kind === 'handouts') return reader.t('checklist.all.handouts')
  return itemTitle(reader, first)
}

/** The small states of folded items, what changed, what is left over, and the note. */
function RowNotes({ reader, row: { items } }: { reader: Reader; row: Row }) {
  const { t, language } = reader
  if (items[0]?.kind === 'signUp') return null
  if (items.length > 1) {
    return (
      <ul class="parts">
        {items.map((item) => (
          <li>
            <Icon name={STATUS_ICONS[item.status]} />
            <span class="screen-reader">{t(`checklist.status.${item.status}`)}: </span>
            {languageName(item.language ?? '', language)} {item.needed}
          </li>
        ))}
      </ul>
    )
  }
  const notes = items.flatMap((item) => [
    ownMessages(reader, item),
    recheckReason(reader, item),
    item.surplus > 0 && t('checklist.surplus', { count: item.surplus }),
    item.note,
  ])
  const reasons = items.flatMap((item) => itemReasons(reader, item))
  return (
    <>
      {notes.filter(Boolean).map((note) => (
        <small class="note">{note}</small>
      ))}
      {reasons.length > 0 && <small class="note print-only">{reasons.join(' ')}</small>}
    </>
  )
}

/** What is next for a row, in one tap. */
export function NextButton({
  reader,
  view,
  row,
}: {
  reader: Reader
  view: Pick<ChecklistView, 'logistics' | 'by' | 'only'>
  row: Row
}) {
  const next = nextStep(row)
  if (!next) return null
  const stands = row.late || row.status === 'recheck'
  return (
    <Form action={schoolRoutes.checklistItems(view.logistics.session.id)}>
      <Hidden name="view" value={viewQuery(view)} />
      <Hidden name="row" value={row.id} />
      {next.items.map((item, index) => (
        <>
          <Hidden name={`items.${index}.id`} value={item.id} />
          <Hidden name={`items.${index}.revision`} kind="int" value={item.revision} />
          <Hidden name={`items.${index}.status`} value={next.status} />
        </>
      ))}
      <button type="submit" class={stands ? '' : 'quiet'}>
        {nextText(reader, row, next)}
        <span class="screen-reader">: {rowTitle(reader, row)}</span>
      </button>
    </Form>
  )
}

/** "Mark done", "Confirm 31", or "Confirm all 7" where some are there already. */
function nextText({ t }: Reader, { items, confirmed, needed, status }: Row, next: NextStep): string {
  if (next.status === 'done') return t('checklist.markDone')
  if (items.length > 1) return t('checklist.confirmAll', { count: next.items.length })
  const isBegun = confirmed > 0 && status !== 'recheck'
  return t(isBegun ? 'checklist.confirmAll' : 'checklist.confirm', { count: needed })
}
