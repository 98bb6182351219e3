import { Button, Form, Hidden } from '../components/form.tsx'
import { Notice } from '../components/parts.tsx'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { revisionsIn } from './checklist-rows.ts'
import { type ChecklistView, viewQuery } from './checklist-view.ts'

// A change of several rows leaves alone what is settled already.
function savedText(t: Reader['t'], { changed, settled }: { changed: number; settled: number }): string {
  if (!(settled > 0)) return t('checklist.saved')
  if (changed === 0) return t('checklist.nothingToSettle')
  return `${t('checklist.saved')} ${t('checklist.settledToo', { count: settled })}`
}

/** Says that a row was saved, and offers the way back until somebody changes it again. */
export function SavedNotice({ reader: { t }, view }: { reader: Reader; view: ChecklistView }) {
  const { items, session } = view.logistics
  const changed = revisionsIn(view.undo ?? '')
  const isLast = (one: { id: string; revision: number }) =>
    items.some(({ id, revision }) => id === one.id && revision === one.revision)
  return (
    <Notice tone="done">
      <p>{savedText(t, { changed: changed.length, settled: Number(view.settled ?? 0) })}</p>
      {changed.length > 0 && changed.every(isLast) && (
        <Form action={schoolRoutes.checklistItems(session.id)}>
          <Hidden name="view" value={viewQuery(view)} />
          <Hidden name="row" value={view.saved ?? ''} />
          <Hidden name="undo" value="yes" />
          {changed.map(({ id, revision }, index) => (
            <>
              <Hidden name={`items.${index}.id`} value={id} />
              <Hidden name={`items.${index}.revision`} kind="int" value={revision} />
            </>
          ))}
          <Button kind="quiet">{t('checklist.undo')}</Button>
        </Form>
      )}
    </Notice>
  )
}
