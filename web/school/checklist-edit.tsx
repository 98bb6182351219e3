import { type ChecklistItem, TOLD_STATUSES } from '../../shared/session/item.ts'
import { Button, ErrorSummary, Field, Form, Hidden, Select, TextArea } from '../components/form.tsx'
import { itemReasons, itemTitle } from '../components/item-text.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { type ChecklistView, viewQuery } from './checklist-view.ts'

type EditProps = { reader: Reader; view: ChecklistView; item: ChecklistItem }

/** The form of an item, in the place of its row. */
export function EditRow({ reader, view, item }: EditProps) {
  const { t } = reader
  return (
    <li class="editing" id={item.id}>
      <h3>{itemTitle(reader, item)}</h3>
      <ErrorSummary t={t} form={view.form} />
      <Form action={schoolRoutes.checklistItem(view.logistics.session.id, item.id)}>
        <Hidden name="view" value={viewQuery(view)} />
        <Hidden name={`${item.id}.revision`} kind="int" value={item.revision} />
        <ItemFields reader={reader} view={view} item={item} />
        <NoteField reader={reader} view={view} item={item} />
        <Reasons reader={reader} item={item} />
        <div class="actions">
          <Button>{t('checklist.save')}</Button>
          <Button kind="quiet" name="mine" value="yes">
            {t('checklist.assignToMe')}
          </Button>
          <a href={schoolRoutes.askHelper(view.logistics.session.id, item.id)}>{t('ask.link')}</a>
          <a href={`${schoolRoutes.checklist(view.logistics.session.id)}?${viewQuery(view)}#${item.id}`}>
            {t('checklist.close')}
          </a>
          {item.kind === 'own' && (
            <Button kind="danger" name="remove" value="yes">
              {t('checklist.remove')}
            </Button>
          )}
        </div>
      </Form>
    </li>
  )
}

function ItemFields({ reader: { t }, view, item }: EditProps) {
  // The names of fields begin with their item's, as errors do.
  const part = (name: string) => ({ t, form: view.form, name: `${item.id}.${name}` })
  const statuses = TOLD_STATUSES.map((value) => ({ value, label: t(`checklist.status.${value}`) }))
  const status = item.status === 'recheck' ? undefined : item.status
  return (
    <div class="grid">
      <Select
        {...part('status')}
        plain
        label={t('checklist.status')}
        options={statuses}
        value={status}
        empty="—"
      />
      {item.unit !== 'task' && (
        <Field
          {...part('confirmed')}
          plain
          type="number"
          label={t('checklist.confirmed')}
          value={item.confirmed}
        />
      )}
      <Field
        {...part('owner')}
        plain
        label={t('checklist.owner')}
        maxlength={80}
        list="people"
        value={item.owner === item.role ? '' : item.owner}
      />
      {item.kind === 'own' && (
        <Field {...part('due')} plain type="date" label={t('checklist.due')} value={item.due} />
      )}
    </div>
  )
}

function NoteField({ reader: { t }, view, item }: EditProps) {
  return (
    <TextArea
      {...{ t, form: view.form, name: `${item.id}.note` }}
      plain
      rows={2}
      label={t('checklist.note')}
      maxlength={280}
      value={item.note ?? ''}
    />
  )
}

function Reasons({ reader, item }: { reader: Reader; item: ChecklistItem }) {
  const reasons = itemReasons(reader, item)
  if (reasons.length === 0) return null
  return (
    <details class="why">
      <summary>{reader.t('checklist.how', { count: item.needed })}</summary>
      {reasons.map((reason) => (
        <p>{reason}</p>
      ))}
    </details>
  )
}
