import { Button, Form, Hidden } from '../components/form.tsx'
import { Notice } from '../components/parts.tsx'
import { schoolRoutes } from '../routes.ts'
import type { Reader } from '../visit.ts'
import { statesIn } from './checklist-rows.ts'
import { type ChecklistView, viewQuery } from './checklist-view.ts'

/** Says that a row was saved, and offers the way back. */
export function SavedNotice({ reader: { t }, view }: { reader: Reader; view: ChecklistView }) {
  const before = statesIn(view.before ?? '')
  const revisions = new Map(view.logistics.items.map(({ id, revision }) => [id, revision]))
  return (
    <Notice tone="done">
      <p>{t('checklist.saved')}</p>
      {before.length > 0 && (
        <Form action={schoolRoutes.checklistItems(view.logistics.session.id)}>
          <Hidden name="view" value={viewQuery(view)} />
          <Hidden name="row" value={view.saved ?? ''} />
          {before.map(({ id, status, confirmed }, index) => (
            <>
              <Hidden name={`items.${index}.id`} value={id} />
              <Hidden name={`items.${index}.revision`} kind="int" value={revisions.get(id) ?? 0} />
              <Hidden name={`items.${index}.status`} value={status} />
              <Hidden name={`items.${index}.confirmed`} kind="int" value={confirmed} />
            </>
          ))}
          <Button kind="quiet">{t('checklist.undo')}</Button>
        </Form>
      )}
    </Notice>
  )
}
