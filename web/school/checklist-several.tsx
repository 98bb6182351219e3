import { refuse } from '../../shared/access/refusal.ts'
import type { ItemChanges } from '../../shared/session/item.ts'
import { MOST_ITEMS } from '../../shared/session/item-undo.ts'
import { keepLabel } from '../components/field-label.tsx'
import { Button, Field, Form, Hidden } from '../components/form.tsx'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { nextStep, type Row } from './checklist-rows.ts'
import { type ChecklistView, viewQuery } from './checklist-view.ts'

/** The form to which the boxes of the rows belong, wherever they stand. */
export const SEVERAL = 'several'

/** The box that takes a row into a change of several. Its value names the row and the revisions that were seen. */
export function RowBox({
  reader: { t },
  view,
  row,
  title,
}: {
  reader: Reader
  view: ChecklistView
  row: Row
  title: string
}) {
  // What was ticked stays ticked where the form comes back.
  const isTicked = view.form.typed?.rows?.some((value) => value.startsWith(`${row.id} `)) ?? false
  const revisions = row.items.map(({ revision }) => revision).join('.')
  return (
    <input
      type="checkbox"
      class="no-print"
      name="rows:list"
      form={SEVERAL}
      value={`${row.id} ${revisions}`}
      checked={isTicked}
      aria-label={t('checklist.tick', { item: title })}
    />
  )
}

/** What can be done with the rows that are ticked; it appears with the first tick. */
export function SeveralRows({ reader: { t }, view }: { reader: Reader; view: ChecklistView }) {
  keepLabel(view.form, 'rows', t('checklist.selected'))
  return (
    <div class="several no-print">
      <Form action={schoolRoutes.checklistRows(view.logistics.session.id)} id={SEVERAL}>
        <Hidden name="view" value={viewQuery(view)} />
        <p>
          <b>{t('checklist.ticked')}</b>
        </p>
        <Button name="do" value="settle">
          {t('checklist.settleTicked')}
        </Button>
        <Field
          t={t}
          form={view.form}
          name="several-owner"
          plain
          label={t('checklist.owner')}
          maxlength={80}
          list="people"
        />
        <Button kind="quiet" name="do" value="owner">
          {t('checklist.giveTicked')}
        </Button>
      </Form>
    </div>
  )
}

/** How many of the ticked rows are settled already, so that nothing is next on them. */
export function settledAmong(ticked: readonly string[], rows: readonly Row[]): number {
  const ids = new Set(ticked.map((value) => value.split(' ')[0]))
  return rows.filter((row) => ids.has(row.id) && nextStep(row) === undefined).length
}

/**
 * The changes that the form of several rows asks for: what is next on each, or an owner for all. Refuses a row that is
 * gone, and more changes than can be made together.
 */
export function changesOf(
  ticked: readonly string[],
  rows: readonly Row[],
  owner: string | undefined,
): ItemChanges['items'] {
  const changes = [...new Set(ticked)].flatMap((value): ItemChanges['items'] => {
    const [id, revisions = ''] = value.split(' ')
    const seen = revisions ? revisions.split('.').map(Number) : []
    const row = rows.find((one) => one.id === id)
    if (!row) return refuse('invalid-input', { errors: [{ pointer: '/rows', detail: 'gone' }] })
    const revisionOf = new Map(row.items.map((item, index) => [item.id, seen[index] ?? item.revision]))
    const revised = (item: string) => ({ id: item, revision: revisionOf.get(item) })
    if (owner !== undefined) return row.items.map((item) => ({ ...revised(item.id), owner }))
    const next = nextStep(row)
    return (next?.items ?? []).map((item) => ({ ...revised(item.id), status: next?.status }))
  })
  if (changes.length > MOST_ITEMS)
    return refuse('invalid-input', { errors: [{ pointer: '/rows', detail: 'too-many' }] })
  return changes
}
