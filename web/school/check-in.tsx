import type { Hono } from 'hono'
import {
  checkIn,
  checkInWalkIn,
  closeAttendance,
  isAttendanceClosed,
  listAttendance,
  reopenAttendance,
  undoCheckIn,
} from '../../shared/attendance/attendance.operations.ts'
import { Arrival, type Attendance, WalkIn } from '../../shared/attendance/attendance.ts'
import { allFamilies, searchFamilies } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import { listReplies } from '../../shared/session/reply.operations.ts'
import type { Answered } from '../../shared/session/session.operations.ts'
import type { Session } from '../../shared/session/session.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Button, ErrorSummary, Field, Form, Hidden, Select } from '../components/form.tsx'
import { Notice } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { localText } from '../messages/catalogue.ts'
import { FAMILY_LANGUAGES, languageOptions } from '../messages/choices.ts'
import { languageName, listText, whenText } from '../messages/format.ts'
import { letScriptsRun } from '../policy.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { DOOR_SCRIPT, DOOR_SCRIPT_NAME } from './door-script.ts'
import { familyLabel } from './family.tsx'
import { SchoolPage } from './frame.tsx'

/** The expected families, those that are here, and the results of a search. */
export type CheckInView = {
  session: Session
  workshop: Workshop
  expected: readonly DoorGuest[]
  here: readonly (Attendance & { name: string })[]
  search: string
  found: readonly DoorGuest[]
  done: string | undefined
  isClosed: boolean
  hasBegun: boolean
}

/** A family, and its reply where it said yes. */
export type DoorGuest = { family: Family; reply?: Answered }

type CheckInProps = { reader: Reader; view: CheckInView; form: FormState }

/** The page at the door, to find families and check them in. */
export function CheckInPage({ reader, view, form }: CheckInProps) {
  const { t, language, school } = reader
  const { session, workshop, here, expected } = view
  const title = t('door.titleOf', { workshop: localText(workshop.title, language) })
  const isHere = (id: string) => here.some(({ family }) => family === id)
  const missing = expected.filter(({ family }) => !isHere(family.id))
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return (
    <SchoolPage reader={reader} title={title}>
      <h1>{title}</h1>
      <p>{whenText(session.start, session.end, place)}</p>
      <ErrorSummary t={t} form={form} />
      {view.done && <Notice tone="done">{t('door.done', { family: view.done })}</Notice>}
      <Kept reader={reader} session={session} />
      <Counts reader={reader} view={view} />
      <Search reader={reader} view={view} isHere={isHere} />
      <h2>{t('door.expected', { count: missing.length })}</h2>
      <Arrivals reader={reader} session={session} guests={missing} />
      <WalkInForm reader={reader} session={session} form={form} />
      <Here reader={reader} view={view} />
      <Close reader={reader} view={view} />
      <script src={schoolRoutes.doorScript(DOOR_SCRIPT_NAME)} defer />
    </SchoolPage>
  )
}

/** The taps that wait on the device for a connection; the script fills it in. */
function Kept({ reader: { t }, session }: { reader: Reader; session: Session }) {
  return (
    <p
      id="door-queue"
      class="notice warning"
      role="status"
      hidden
      data-session={session.id}
      data-path={schoolRoutes.checkIn(session.id)}
      data-kept={t('door.kept', { count: '{count}' })}
      data-sent={t('door.sent')}
      data-refused={t('door.refused', { names: '{names}' })}
    />
  )
}

/** Closes the attendance, so that it counts in the show rate and in the next order of food. */
function Close({
  reader: { t },
  view: { session, isClosed, hasBegun },
}: {
  reader: Reader
  view: CheckInView
}) {
  if (!hasBegun) return null
  return (
    <Form action={schoolRoutes.closeAttendance(session.id)}>
      <p>{t(isClosed ? 'door.closed' : 'door.closeText')}</p>
      {isClosed && <Hidden name="reopen" value="yes" />}
      <Button kind={isClosed ? 'quiet' : 'main'}>{t(isClosed ? 'door.reopen' : 'door.close')}</Button>
    </Form>
  )
}

function Counts({
  reader: { t, language },
  view: { here, expected },
}: {
  reader: Reader
  view: CheckInView
}) {
  const sum = (field: 'adults' | 'children') => here.reduce((total, one) => total + one[field], 0)
  const riders = expected.filter(
    ({ family, reply }) => (reply?.ride ?? 0) > 0 && !here.some((one) => one.family === family.id),
  )
  return (
    <>
      <p>
        <strong>
          {t('door.counts', {
            families: here.length,
            expected: expected.length,
            adults: sum('adults'),
            children: sum('children'),
          })}
        </strong>
      </p>
      {riders.length > 0 && (
        <Notice tone="warning">
          {t('door.riders', {
            families: listText(
              riders.map(({ family }) => familyLabel(family)),
              language,
            ),
          })}
        </Notice>
      )}
    </>
  )
}

type SearchProps = { reader: Reader; view: CheckInView; isHere: (family: string) => boolean }

function Search({ reader, view: { session, search, found }, isHere }: SearchProps) {
  const { t } = reader
  const others = found.filter(({ family }) => !isHere(family.id))
  return (
    <>
      <form method="get" action={schoolRoutes.checkIn(session.id)}>
        <Field t={t} form={{}} name="search" type="search" plain label={t('door.search')} value={search} />
        <Button kind="quiet">{t('families.searchButton')}</Button>
      </form>
      {search &&
        (others.length > 0 ? (
          <Arrivals reader={reader} session={session} guests={others} />
        ) : (
          <Notice>{t('door.notFound')}</Notice>
        ))}
    </>
  )
}

type ArrivalsProps = { reader: Reader; session: Session; guests: readonly DoorGuest[] }

/** Checks a family in with one tap, with the numbers of its reply. */
function Arrivals({ reader: { t, language }, session, guests }: ArrivalsProps) {
  return (
    <ul class="list">
      {guests.map(({ family, reply }) => (
        <li>
          <strong>{familyLabel(family)}</strong>{' '}
          <span class="soft">{languageName(family.spokenLanguage, language)}</span>
          <Form action={schoolRoutes.checkInFamily(session.id, family.id)} keep={familyLabel(family)}>
            <Hidden name="adults" kind="int" value={reply?.adults ?? 1} />
            <Hidden name="children" kind="int" value={reply?.children.length ?? 0} />
            <Button>
              {t('door.here')}
              <span class="screen-reader"> {familyLabel(family)}</span>
            </Button>
          </Form>
        </li>
      ))}
    </ul>
  )
}

function WalkInForm({ reader, session, form }: { reader: Reader; session: Session; form: FormState }) {
  const { t, language, school } = reader
  const languages = languageOptions(language, [...(school?.languages ?? []), ...FAMILY_LANGUAGES])
  const part = { t, form }
  return (
    <details open={form.trouble !== undefined}>
      <summary>{t('door.walkIn')}</summary>
      <Form action={schoolRoutes.checkIn(session.id)} keep="">
        <Hidden name="key" value="" />
        <Field {...part} name="name" required label={t('door.name')} maxlength={100} />
        <Select {...part} name="language" required label={t('door.language')} options={languages} />
        <Field {...part} name="adults" type="number" short plain label={t('print.adults')} value={1} />
        <Field {...part} name="children" type="number" short plain label={t('print.children')} value={0} />
        <Button>{t('door.welcome')}</Button>
      </Form>
    </details>
  )
}

function Here({ reader: { t }, view: { session, here } }: { reader: Reader; view: CheckInView }) {
  return (
    <>
      <h2>{t('door.areHere', { count: here.length })}</h2>
      <ul class="list">
        {here.map(({ family, name, adults, children }) => (
          <li>
            <strong>{name}</strong> <span class="soft">{t('door.people', { adults, children })}</span>
            <details>
              <summary>{t('door.change')}</summary>
              <Form action={schoolRoutes.checkInFamily(session.id, family)}>
                <Field
                  {...{ t, form: {}, type: 'number', short: true, plain: true }}
                  name="adults"
                  label={t('print.adults')}
                  value={adults}
                />
                <Field
                  {...{ t, form: {}, type: 'number', short: true, plain: true }}
                  name="children"
                  label={t('print.children')}
                  value={children}
                />
                <Button kind="quiet">{t('form.save')}</Button>
              </Form>
              <Form action={schoolRoutes.undoCheckIn(session.id, family)}>
                <Button kind="danger">{t('door.undo')}</Button>
              </Form>
            </details>
          </li>
        ))}
      </ul>
    </>
  )
}

async function viewOf(c: Visit, id: string): Promise<CheckInView> {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const search = c.req.query('search')?.trim() ?? ''
  const { session, replies } = await listReplies(context, id)
  const [workshop, families, attendance, matching, isClosed] = await Promise.all([
    readWorkshop(context, session.workshop),
    allFamilies(context, school.id),
    listAttendance(context, id),
    search ? searchFamilies(context, school.id, search) : [],
    isAttendanceClosed(context, id),
  ])
  const guestOf = (family: Family): DoorGuest => {
    const reply = replies.find((one) => one.family === family.id && one.attending && !one.waiting)
    return { family, ...(reply && { reply }) }
  }
  const names = new Map(families.map((family) => [family.id, familyLabel(family)]))
  const byName = (one: DoorGuest, other: DoorGuest) => one.family.name.localeCompare(other.family.name)
  return {
    ...{ session, workshop, search, isClosed },
    hasBegun: Date.parse(session.start) <= context.now().toMillis(),
    expected: families
      .map(guestOf)
      .filter(({ reply }) => reply)
      .sort(byName),
    here: attendance.map((one) => ({ ...one, name: names.get(one.family) ?? '—' })),
    found: matching.slice(0, MOST_FOUND).map(guestOf),
    done: names.get(c.req.query('done') ?? ''),
  }
}

const MOST_FOUND = 20

async function answer(c: Visit, id: string, form: FormState = {}): Promise<Response> {
  const view = await viewOf(c, id)
  letScriptsRun(c)
  const page = <CheckInPage reader={c.get('reader')} view={view} form={form} />
  return show(c, page)
}

/** Registers the door of a session. */
export function registerCheckIn(app: Hono<WebEnv>): void {
  const path = schoolRoutes.checkIn(':session')
  app.get(path, (c) => answer(c, c.req.param('session')))
  onPost(app, path, {
    by: organizerOf,
    schema: WalkIn,
    run: ({ context, params }, walkIn) => checkInWalkIn(context, params.session, walkIn),
    done: ({ params }, { family }) => `${schoolRoutes.checkIn(params.session)}?done=${family}`,
    again: ({ c, params }, form) => answer(c, params.session, form),
  })
  onPost(app, schoolRoutes.checkInFamily(':session', ':family'), {
    by: organizerOf,
    schema: Arrival,
    run: ({ context, params }, arrival) => checkIn(context, params.session, params.family, arrival),
    done: ({ params }) => `${schoolRoutes.checkIn(params.session)}?done=${params.family}`,
    again: ({ c, params }, form) => answer(c, params.session, form),
  })
  onPost(app, schoolRoutes.undoCheckIn(':session', ':family'), {
    by: organizerOf,
    run: ({ context, params }) => undoCheckIn(context, params.session, params.family),
    done: ({ params }) => schoolRoutes.checkIn(params.session),
  })
  onPost(app, schoolRoutes.closeAttendance(':session'), {
    by: organizerOf,
    run: async ({ context, params, form }) => {
      await (form.text('reopen') ? reopenAttendance : closeAttendance)(context, params.session)
    },
    done: ({ params }) => schoolRoutes.checkIn(params.session),
    again: ({ c, params }, { trouble }) => answer(c, params.session, trouble ? { trouble } : {}),
  })
  app.get(schoolRoutes.doorScript(DOOR_SCRIPT_NAME), (c) =>
    c.body(DOOR_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  )
}
