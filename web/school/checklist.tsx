import type { Hono } from 'hono'
import {
  addItem,
  type Logistics,
  patchItem,
  readLogistics,
  removeItem,
} from '../../shared/logistics/logistics.operations.ts'
import { type ChecklistItem, ItemChange, NewItem, TOLD_STATUSES } from '../../shared/session/item.ts'
import { Button, ErrorSummary, Field, Form, Hidden, Select, TextArea } from '../components/form.tsx'
import { itemReasons, itemTitle, ownMessages, recheckReason } from '../components/item-text.ts'
import { Notice } from '../components/parts.tsx'
import { ReadinessFacts } from '../components/readiness.tsx'
import { accept, type FormState, withPointers } from '../form.ts'
import { localText } from '../messages/catalogue.ts'
import { dateText, whenText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../routes.ts'
import { memberOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

/** What the checklist's page shows: the lines, their grouping, and the form in trouble. */
export type ChecklistView = {
  logistics: Logistics
  by: 'date' | 'owner'
  /** The item that was just saved. */
  saved?: string | undefined
  form: FormState
  formOf?: string
}

const isOpen = ({ status }: ChecklistItem) => !['confirmed', 'done', 'notNeeded'].includes(status)

/** Everything to do or get for a session, by date or by owner. */
export function ChecklistPage({ reader, view }: { reader: Reader; view: ChecklistView }) {
  const { t, language } = reader
  const { session, workshop, timeZone, items, allergens, readiness } = view.logistics
  const title = t('checklist.titleOf', { workshop: localText(workshop.title, language) })
  return (
    <SchoolPage reader={reader} title={title}>
      <h1>{title}</h1>
      <p>{whenText(session.start, session.end, { language, timeZone })}</p>
      {workshop.place && <p>{workshop.place}</p>}
      <ErrorSummary t={t} form={view.form} />
      <p>
        <strong>{t('checklist.open', { count: items.filter(isOpen).length })}</strong>
      </p>
      <ReadinessFacts t={t} readiness={readiness} />
      {Object.keys(allergens).length > 0 && (
        <Notice tone="warning">
          <p>
            {t('checklist.allergens')}: {allergenText(allergens, language)}
          </p>
        </Notice>
      )}
      <Arrangement reader={reader} view={view} />
      {groupsOf(reader, view).map(({ heading, group }) => (
        <section class="items">
          <h2>{heading}</h2>
          {group.map((item) => (
            <ItemCard reader={reader} view={view} item={item} />
          ))}
        </section>
      ))}
      <AddForm reader={reader} view={view} />
    </SchoolPage>
  )
}

function Arrangement({ reader: { t }, view: { logistics, by } }: { reader: Reader; view: ChecklistView }) {
  const path = schoolRoutes.checklist(logistics.session.id)
  return (
    <p class="actions no-print">
      {by === 'date' ? (
        <a href={`${path}?by=owner`}>{t('checklist.byOwner')}</a>
      ) : (
        <a href={path}>{t('checklist.byDate')}</a>
      )}
    </p>
  )
}

type ItemGroup = { heading: string; group: ChecklistItem[] }

// Items come by their due date, and stay in that order within an owner's.
function groupsOf(reader: Reader, { logistics: { items }, by }: ChecklistView): ItemGroup[] {
  const headingOf = (item: ChecklistItem) =>
    by === 'date'
      ? reader.t('checklist.by', { date: dayOf(item.due, reader.language) })
      : ownerText(reader, item)
  const groups = new Map<string, ChecklistItem[]>()
  for (const item of items) {
    const heading = headingOf(item)
    groups.set(heading, [...(groups.get(heading) ?? []), item])
  }
  return [...groups].map(([heading, group]) => ({ heading, group }))
}

function ownerText({ t }: Reader, { owner }: ChecklistItem): string {
  return owner === 'organizer' || owner === 'helper' ? t(`checklist.role.${owner}`) : owner
}

const dayOf = (date: string, language: string) =>
  dateText(`${date}T12:00:00.000Z`, { language, timeZone: 'UTC' })

function allergenText(allergens: Record<string, number>, language: string): string {
  const parts = Object.entries(allergens).map(([name, count]) => `${name} (${count})`)
  return new Intl.ListFormat(language).format(parts)
}

function ItemCard({ reader, view, item }: { reader: Reader; view: ChecklistView; item: ChecklistItem }) {
  const { t, language } = reader
  const facts = [
    ownMessages(reader, item),
    recheckReason(reader, item),
    item.unit !== 'task' && t('checklist.needed', { confirmed: item.confirmed, needed: item.needed }),
    ownerText(reader, item),
    view.by === 'owner' && t('checklist.by', { date: dayOf(item.due, language) }),
  ]
  return (
    <article class={`card item ${item.status}`} id={item.id}>
      <h3>
        <span class="box" aria-hidden="true" />
        {itemTitle(reader, item)}
      </h3>
      <p>
        {[
          <strong>{t(`checklist.status.${item.status}`)}</strong>,
          ...facts.filter(Boolean).map((fact) => ` · ${fact}`),
        ]}
      </p>
      {view.saved === item.id && <Notice tone="done">{t('checklist.saved')}</Notice>}
      {item.surplus > 0 && <p>{t('checklist.surplus', { count: item.surplus })}</p>}
      {item.note && <p>{item.note}</p>}
      <Reasons reader={reader} item={item} />
      <ItemForm reader={reader} view={view} item={item} />
    </article>
  )
}

// Paper cannot be unfolded, so it is printed a second time.
function Reasons({ reader, item }: { reader: Reader; item: ChecklistItem }) {
  const reasons = itemReasons(reader, item)
  if (reasons.length === 0) return null
  return (
    <>
      <details class="no-print">
        <summary>{reader.t('checklist.how')}</summary>
        {reasons.map((reason) => (
          <p>{reason}</p>
        ))}
      </details>
      <p class="print-only">{reasons.join(' ')}</p>
    </>
  )
}

function ItemForm({ reader, view, item }: { reader: Reader; view: ChecklistView; item: ChecklistItem }) {
  const { t } = reader
  const form = view.formOf === item.id ? view.form : {}
  // The page has many forms: the id and name of each field begin with its item's id.
  const part = (name: string) => ({ t, form, name: `${item.id}.${name}` })
  const statuses = TOLD_STATUSES.map((value) => ({ value, label: t(`checklist.status.${value}`) }))
  const status = item.status === 'recheck' ? undefined : item.status
  return (
    <details class="no-print" open={view.formOf === item.id}>
      <summary>{t('checklist.edit')}</summary>
      <Form action={schoolRoutes.checklistItem(view.logistics.session.id, item.id)}>
        <Hidden name={`${item.id}.revision`} kind="int" value={item.revision} />
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
            short
            type="number"
            label={t('checklist.confirmed')}
            value={item.confirmed}
          />
        )}
        <Field
          {...part('owner')}
          label={t('checklist.owner')}
          maxlength={80}
          value={item.owner === item.role ? '' : item.owner}
        />
        <TextArea
          {...part('note')}
          rows={2}
          label={t('checklist.note')}
          maxlength={280}
          value={item.note ?? ''}
        />
        <Button>{t('checklist.save')}</Button>
        <a href={schoolRoutes.askHelper(view.logistics.session.id, item.id)}>{t('ask.link')}</a>
        {item.kind === 'own' && (
          <Button kind="danger" name="remove" value="yes">
            {t('checklist.remove')}
          </Button>
        )}
      </Form>
    </details>
  )
}

function AddForm({ reader: { t }, view }: { reader: Reader; view: ChecklistView }) {
  const part = { t, form: view.formOf === undefined ? view.form : {} }
  return (
    <section class="no-print">
      <h2>{t('checklist.add')}</h2>
      <Form action={schoolRoutes.checklist(view.logistics.session.id)}>
        <Field {...part} name="title" required label={t('checklist.addTitle')} maxlength={120} />
        <Field {...part} name="needed" plain short type="number" label={t('checklist.addNeeded')} value={1} />
        <Button>{t('checklist.addButton')}</Button>
      </Form>
    </section>
  )
}

/** Registers the checklist of a session. */
export function registerChecklist(app: Hono<WebEnv>): void {
  const path = schoolRoutes.checklist(':session')
  app.get(path, async (c) => {
    memberOf(c)
    const by = c.req.query('by') === 'owner' ? 'owner' : 'date'
    return answer(c, c.req.param('session'), { form: {}, by, saved: c.req.query('saved') })
  })
  onPost(app, path, {
    by: memberOf,
    schema: NewItem,
    run: ({ context, params }, item) => addItem(context, params.session, item),
    done: ({ params }, { id }) => saved(params.session, id),
    again: ({ c, params }, form) => answer(c, params.session, { by: 'date', form }),
  })
  onPost(app, schoolRoutes.checklistItem(':session', ':item'), {
    by: memberOf,
    run: async ({ context, params: { session, item }, form }) => {
      if (form.text('remove')) await removeItem(context, session, item)
      else await patchItem(context, session, item, accept(ItemChange, form.values[item] ?? {}))
    },
    done: ({ params: { session, item }, form }) => saved(session, form.text('remove') ? '' : item),
    again: ({ c, params: { session, item } }, { typed = {}, trouble }) => {
      const form = { typed, ...(trouble && { trouble: withPointers(trouble, under(item)) }) }
      return answer(c, session, { by: 'date', form, formOf: item })
    },
  })
}

// A field of an item's form is named after its item, and so are its errors.
const under = (item: string) => (pointer: string) => `/${item}${pointer}`

const saved = (session: string, item: string) => `${schoolRoutes.checklist(session)}?saved=${item}#${item}`

async function answer(c: Visit, session: string, view: Omit<ChecklistView, 'logistics'>) {
  // Read your own writes: after a change the cached checklist may be stale.
  const reading = view.saved === undefined && !view.form.trouble ? 'recent' : 'latest'
  const logistics = await readLogistics(c.get('context'), session, { reading })
  return show(c, <ChecklistPage reader={c.get('reader')} view={{ ...view, logistics }} />)
}
