import type { Hono } from 'hono'
import {
  addItem,
  patchItem,
  patchItems,
  readLogistics,
  removeItem,
} from '../../shared/logistics/logistics.operations.ts'
import { ItemChange, ItemChanges, NewItem } from '../../shared/session/item.ts'
import { Button, ErrorSummary, Field, Form } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { accept, type SentForm, withPointers } from '../form.ts'
import { localText } from '../messages/catalogue.ts'
import { listText, whenText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../routes.ts'
import { memberOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { EditRow } from './checklist-edit.tsx'
import { ChecklistFilters } from './checklist-filters.tsx'
import { ChecklistRow } from './checklist-row.tsx'
import { type Grouping, grouped, isShown, type Row, rowsOf } from './checklist-rows.ts'
import { SavedNotice } from './checklist-saved.tsx'
import { type ChecklistView, dueHeading, ownerText, viewOf, viewQuery } from './checklist-view.ts'
import { SchoolPage } from './frame.tsx'
import { AREA_ICONS, ReadinessTiles } from './readiness.tsx'

/** Everything that must be done or got so that a session works, by area, by date or by who takes care of it. */
export function ChecklistPage({ reader, view }: { reader: Reader; view: ChecklistView }) {
  const { logistics } = view
  const { session, workshop, readiness, items } = logistics
  const title = reader.t('checklist.titleOf', { workshop: localText(workshop.title, reader.language) })
  const rows = rowsOf(items, view.edit)
  const path = schoolRoutes.checklist(session.id)
  return (
    <SchoolPage reader={reader} title={title}>
      <Head reader={reader} view={view} title={title} />
      <ReadinessTiles t={reader.t} readiness={readiness} items={items} path={path} />
      {view.edit === undefined && <ErrorSummary t={reader.t} form={view.form} />}
      <ChecklistFilters reader={reader} view={view} rows={rows} />
      <Rows reader={reader} view={view} rows={rows} />
      <AddForm reader={reader} view={view} />
    </SchoolPage>
  )
}

function Head({ reader, view, title }: { reader: Reader; view: ChecklistView; title: string }) {
  const { t, language } = reader
  const { session, workshop, timeZone, allergens } = view.logistics
  const told = Object.entries(allergens).map(([name, count]) => `${name} (${count})`)
  return (
    <>
      <h1>{title}</h1>
      <p class="meta">
        <a href={schoolRoutes.session(session.id)}>{t('checklist.session')}</a>
        <span>
          <Icon name="calendar" />
          {whenText(session.start, session.end, { language, timeZone })}
        </span>
        {workshop.place && (
          <span>
            <Icon name="pin" />
            {workshop.place}
          </span>
        )}
        {told.length > 0 && (
          <b class="late">
            <Icon name="warning" />
            {t('checklist.allergens')}: {listText(told, language)}
          </b>
        )}
      </p>
    </>
  )
}

function Rows({ reader, view, rows }: { reader: Reader; view: ChecklistView; rows: readonly Row[] }) {
  const { t, actor } = reader
  const person = actor.kind === 'member' ? actor.name : ''
  const groups = grouped(
    rows.filter((row) => isShown(row, view.only, person)),
    view.by,
  )
  if (groups.length === 0) return <p>{t(rows.length > 0 ? 'checklist.noneOfThese' : 'checklist.none')}</p>
  return (
    <div class="areas">
      {groups.map(({ key, rows: group }) => (
        <section class="area" id={key || 'several'} aria-labelledby={`heading-${key}`}>
          <h2 id={`heading-${key}`}>
            {view.by === 'area' && group[0] && <Icon name={AREA_ICONS[group[0].area]} />}
            {headingOf(reader, view.by, key, group)}
          </h2>
          <ul>
            {group.map((row) => (
              <OneRow reader={reader} view={view} row={row} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function headingOf(reader: Reader, by: Grouping, key: string, [row]: readonly Row[]): string {
  if (by === 'area') return row ? reader.t(`readiness.area.${row.area}`) : ''
  if (by === 'date') return dueHeading(reader, key)
  return key ? ownerText(reader, key) : reader.t('checklist.several')
}

function OneRow({ reader, view, row }: { reader: Reader; view: ChecklistView; row: Row }) {
  const [item] = row.items
  if (item && view.edit === item.id) return <EditRow reader={reader} view={view} item={item} />
  return (
    <>
      <ChecklistRow reader={reader} view={view} row={row} />
      {view.saved === row.id && (
        <li>
          <SavedNotice reader={reader} view={view} />
        </li>
      )}
    </>
  )
}

function AddForm({ reader: { t }, view }: { reader: Reader; view: ChecklistView }) {
  const part = { t, form: view.edit === undefined ? view.form : {} }
  return (
    <section class="no-print" id="add">
      <h2>{t('checklist.add')}</h2>
      <Form action={schoolRoutes.checklist(view.logistics.session.id)}>
        <div class="grid">
          <Field {...part} name="title" required label={t('checklist.addTitle')} maxlength={120} />
          <Field {...part} name="needed" plain type="number" label={t('checklist.addNeeded')} value={1} />
          <Field {...part} name="due" plain type="date" label={t('checklist.due')} />
          <Field {...part} name="owner" plain label={t('checklist.owner')} maxlength={80} />
        </div>
        <Button kind="quiet">{t('checklist.addButton')}</Button>
      </Form>
    </section>
  )
}

/** Registers the checklist of a session. */
export function registerChecklist(app: Hono<WebEnv>): void {
  const path = schoolRoutes.checklist(':session')
  app.get(path, async (c) => {
    memberOf(c)
    return answer(c, c.req.param('session'), { form: {}, ...viewOf(new URL(c.req.url).searchParams) })
  })
  onPost(app, path, {
    by: memberOf,
    schema: NewItem,
    run: ({ context, params }, item) => addItem(context, params.session, item),
    done: ({ params, form }, { id }) => saved(params.session, form, id),
    again: ({ c, params, form }, state) => answer(c, params.session, { ...asSent(form), form: state }),
  })
  onPost(app, schoolRoutes.checklistItems(':session'), {
    by: memberOf,
    schema: ItemChanges,
    values: ({ values }) => ({ items: values.items }),
    run: ({ context, params }, changes) => patchItems(context, params.session, changes),
    done: ({ params, form }) => saved(params.session, form, form.text('row'), form.text('before')),
    again: ({ c, params, form }, state) => answer(c, params.session, { ...asSent(form), form: state }),
  })
  registerItem(app)
}

function registerItem(app: Hono<WebEnv>): void {
  onPost(app, schoolRoutes.checklistItem(':session', ':item'), {
    by: memberOf,
    run: async ({ context, params: { session, item }, form, member }) => {
      if (form.text('remove')) return removeItem(context, session, item)
      const change = accept(ItemChange, form.values[item] ?? {})
      await patchItem(context, session, item, form.text('mine') ? { ...change, owner: member.name } : change)
    },
    done: ({ params: { session, item }, form }) => saved(session, form, form.text('remove') ? '' : item),
    again: ({ c, params: { session, item }, form }, { typed = {}, trouble }) => {
      const state = { typed, ...(trouble && { trouble: withPointers(trouble, under(item)) }) }
      return answer(c, session, { ...asSent(form), form: state, edit: item })
    },
  })
}

// A field of an item's form is named after its item, and so are its errors.
const under = (item: string) => (pointer: string) => `/${item}${pointer}`

const asSent = (form: SentForm) => viewOf(new URLSearchParams(form.text('view')))

function saved(session: string, form: SentForm, row: string, before = ''): string {
  const query = viewQuery(asSent(form), { saved: row, before })
  return `${schoolRoutes.checklist(session)}?${query}#${row}`
}

async function answer(c: Visit, session: string, view: Omit<ChecklistView, 'logistics'>) {
  // Read your own writes: after a change the cached checklist may be stale.
  const reading = view.saved === undefined && !view.form.trouble ? 'recent' : 'latest'
  const logistics = await readLogistics(c.get('context'), session, { reading })
  return show(c, <ChecklistPage reader={c.get('reader')} view={{ ...view, logistics }} />)
}
