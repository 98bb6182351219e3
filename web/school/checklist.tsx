import type { Hono } from 'hono'
import * as z from 'zod'
import { accept } from '../../shared/access/accept.ts'
import { refuse } from '../../shared/access/refusal.ts'
import { writtenText } from '../../shared/access/visible.ts'
import { undoItems } from '../../shared/logistics/item-undo.operations.ts'
import {
  addItem,
  changeItems,
  patchItem,
  readLogistics,
  removeItem,
} from '../../shared/logistics/logistics.operations.ts'
import { ItemChange, ItemChanges, type ItemState, NewItem } from '../../shared/session/item.ts'
import { UndoneItems } from '../../shared/session/item-undo.ts'
import { listTeam } from '../../shared/team/member.operations.ts'
import { ErrorSummary } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { type SentForm, withPointers } from '../form.ts'
import { localText } from '../messages/catalogue.ts'
import { letScriptsRun } from '../policy.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { memberOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { EditRow } from './checklist-edit.tsx'
import { ChecklistFilters } from './checklist-filters.tsx'
import { AddForm, ChecklistHead, People } from './checklist-head.tsx'
import { ChecklistRow } from './checklist-row.tsx'
import { type Grouping, grouped, isShown, type Row, revisionsText, rowsOf } from './checklist-rows.ts'
import { SavedNotice } from './checklist-saved.tsx'
import { CHECKLIST_SCRIPT, CHECKLIST_SCRIPT_NAME } from './checklist-script.ts'
import { changesOf, SEVERAL, SeveralRows, settledAmong } from './checklist-several.tsx'
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
    <SchoolPage
      form={reader.path === schoolRoutes.checklistRows(session.id) ? SEVERAL : undefined}
      reader={reader}
      title={title}
    >
      <ChecklistHead reader={reader} view={view} />
      <ReadinessTiles t={reader.t} readiness={readiness} items={items} path={path} />
      {view.edit === undefined && <ErrorSummary t={reader.t} form={view.form} />}
      <ChecklistFilters reader={reader} view={view} rows={rows} />
      <Rows reader={reader} view={view} rows={rows} />
      <SeveralRows reader={reader} view={view} />
      <AddForm reader={reader} view={view} />
      <People people={view.people} />
      <p class="notice warning" id="not-saved" role="alert" hidden>
        {reader.t('checklist.notSaved')}
      </p>
      <p class="screen-reader" id="said" role="status" />
      <script src={schoolRoutes.checklistScript(CHECKLIST_SCRIPT_NAME)} defer />
    </SchoolPage>
  )
}

function Rows({ reader, view, rows }: { reader: Reader; view: ChecklistView; rows: readonly Row[] }) {
  const { t, actor } = reader
  const shown = rows.filter((row) => isShown(row, view.only, actor.kind === 'member' ? actor : undefined))
  const groups = grouped(shown, view.by)
  // A row that was settled leaves the views of what is late or open; its way back stays.
  const isAway = view.saved !== undefined && !shown.some(({ id }) => id === view.saved)
  return (
    <div class="areas" id="rows" tabindex={-1}>
      {isAway && <SavedNotice reader={reader} view={view} />}
      {groups.length === 0 && <p>{t(rows.length > 0 ? 'checklist.noneOfThese' : 'checklist.none')}</p>}
      {groups.map(({ key, rows: group }) => (
        <section class="area" id={`area-${key || 'several'}`} aria-labelledby={`heading-${key}`}>
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
  if (item && view.edit === item.id && item.kind !== 'signUp')
    return <EditRow reader={reader} view={view} item={item} />
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
    run: async ({ context, params, form: { values, text } }) => {
      const { items } = values
      if (!text('undo')) {
        const { items: changes } = accept(ItemChanges, { items })
        return changeItems(context, params.session, () => changes)
      }
      await undoItems(context, params.session, accept(UndoneItems, { items }))
      return []
    },
    done: ({ params, form }, changed) => saved(params.session, form, form.text('row'), changed),
    again: ({ c, params, form }, state) => answer(c, params.session, { ...asSent(form), form: state }),
  })
  registerItem(app)
  registerRows(app)
  app.get(schoolRoutes.checklistScript(CHECKLIST_SCRIPT_NAME), (c) =>
    c.body(CHECKLIST_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  )
}

const ownerIn = (form: SentForm) =>
  accept(SeveralOwner, { 'several-owner': form.text('several-owner') })['several-owner']

const SeveralOwner = z.lazy(() => z.object({ 'several-owner': writtenText(80) }))

/** What is done with several rows at once: in one transaction, or not at all. */
function registerRows(app: Hono<WebEnv>): void {
  onPost(app, schoolRoutes.checklistRows(':session'), {
    by: memberOf,
    run: async ({ context, params, form }) => {
      const ticked = form.typed.rows ?? []
      if (ticked.length === 0) refuse('invalid-input', { errors: [{ pointer: '/rows', detail: 'required' }] })
      const owner = form.text('do') === 'owner' ? ownerIn(form) : undefined
      let settled = 0
      const changed = await changeItems(context, params.session, (items) => {
        const rows = rowsOf(items)
        settled = owner === undefined ? settledAmong(ticked, rows) : 0
        return changesOf(ticked, rows, owner)
      })
      return { changed, settled }
    },
    done: ({ params, form }, { changed, settled }) => saved(params.session, form, SEVERAL, changed, settled),
    again: ({ c, params, form }, state) => answer(c, params.session, { ...asSent(form), form: state }),
  })
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

function saved(
  session: string,
  form: SentForm,
  row: string,
  changed: readonly ItemState[] = [],
  settled = 0,
): string {
  const undo = revisionsText(changed)
  const query = viewQuery(asSent(form), { saved: row, undo, ...(settled > 0 && { settled: `${settled}` }) })
  return `${schoolRoutes.checklist(session)}?${query}#${row}`
}

async function answer(c: Visit, session: string, view: Omit<ChecklistView, 'logistics' | 'people'>) {
  // Read your own writes: after a change the cached checklist may be stale.
  const reading = view.saved === undefined && !view.form.trouble ? 'recent' : 'latest'
  const [logistics, people] = await Promise.all([
    readLogistics(c.get('context'), session, { reading }),
    peopleOf(c),
  ])
  letScriptsRun(c)
  return show(c, <ChecklistPage reader={c.get('reader')} view={{ ...view, logistics, people }} />)
}

// Only organizers see the team; a helper names whom they know.
async function peopleOf(c: Visit): Promise<string[]> {
  const { member, school } = memberOf(c)
  if (member.role !== 'organizer') return [member.name]
  return (await listTeam(c.get('context'), school.id)).map(({ name }) => name)
}
