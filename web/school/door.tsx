import type { Session } from '../../shared/session/session.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { CutPaper } from '../components/cut-paper.tsx'
import { Button, ErrorSummary, Form, Hidden } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { Page } from '../components/layout.tsx'
import { SearchForm } from '../components/search-form.tsx'
import type { FormState } from '../form.ts'
import { localText } from '../messages/catalogue.ts'
import { allowStyles } from '../policy.ts'
import { schoolRoutes } from '../school-routes.ts'
import { DOOR_STYLE, DOOR_STYLE_HASH } from '../style/door.ts'
import type { Reader } from '../visit.ts'
import { DoorRows, JustArrived } from './door-rows.tsx'
import { DOOR_SCRIPT_NAME } from './door-script.ts'
import { DoorSide } from './door-tally.tsx'
import type { DoorGuest, DoorTally } from './door-view.ts'
import { WalkInForm } from './door-walk-in.tsx'

allowStyles([DOOR_STYLE_HASH])

/** The door of a session: everybody who is expected or here, and those found by a search. */
export type DoorView = {
  session: Session
  workshop: Workshop
  /** The expected families and those that are here, in the order of their names. */
  guests: readonly DoorGuest[]
  tally: DoorTally
  search: string
  found: readonly DoorGuest[]
  done: DoorGuest | undefined
  isClosed: boolean
  hasBegun: boolean
}

type Props = { reader: Reader; view: DoorView }

/** The page at the door: no navigation, the names as buttons, and what is needed now. */
export function DoorPage({ reader, view, form }: Props & { form: FormState }) {
  const { t, language } = reader
  const { session, workshop, guests, tally } = view
  const title = t('door.title', { workshop: localText(workshop.title, language) })
  return (
    <Page
      reader={reader}
      title={title}
      header={<DoorHeader reader={reader} view={view} />}
      body="door"
      style={DOOR_STYLE}
    >
      <DoorTop reader={reader} view={view} />
      <ErrorSummary t={t} form={form} />
      <Kept reader={reader} session={session} />
      <div id="door-said" role="status" class={view.done ? 'notice done' : ''}>
        {view.done && <JustArrived reader={reader} session={session.id} guest={view.done} />}
      </div>
      <div class="door-columns">
        <Names reader={reader} view={view} form={form} />
        <DoorSide reader={reader} tally={tally} guests={guests} />
      </div>
      <script src={schoolRoutes.doorScript(DOOR_SCRIPT_NAME)} defer />
    </Page>
  )
}

/** The names, or those that a search found, and the form for everybody else. */
function Names({ reader, view, form }: Props & { form: FormState }) {
  const { session, guests, tally, search, found } = view
  const shown = search ? found : guests
  const headsets = tally.headsets !== undefined
  return (
    <div>
      <div id="door-list">
        {search && shown.length === 0 ? (
          <section class="card">
            <h2>{reader.t('door.nobody', { name: search })}</h2>
            <p>{reader.t('door.welcomeAll')}</p>
          </section>
        ) : (
          <DoorRows reader={reader} session={session.id} guests={shown} headsets={headsets} />
        )}
      </div>
      <WalkInForm reader={reader} session={session.id} form={form} name={shown.length === 0 ? search : ''} />
      <Close reader={reader} view={view} />
    </div>
  )
}

/** The way back to the session, and whether what was tapped is saved; the script tells where there is no connection. */
function DoorHeader({ reader: { t, language }, view: { session, workshop } }: Props) {
  return (
    <header class="site">
      <div class="door-bar">
        <a class="name" href={schoolRoutes.session(session.id)}>
          <span aria-hidden="true">‹ </span>
          <span class="screen-reader">{t('door.back')} </span>
          {localText(workshop.title, language)}
        </a>
        <span id="door-online" class="state leaf">
          <Icon name="confirmed" />
          {t('door.saved')}
        </span>
        <span id="door-offline" class="state honey" hidden>
          <Icon name="offline" />
          {t('door.noInternet')}
        </span>
      </div>
      <CutPaper />
    </header>
  )
}

function DoorTop({ reader: { t }, view: { session, guests, search } }: Props) {
  const here = guests.filter((guest) => guest.here).length
  const expected = guests.filter(({ reply }) => reply).length
  return (
    <div id="door-top" class="door-top">
      <h1>{t('door.count', { here, expected })}</h1>
      <SearchForm
        t={t}
        action={schoolRoutes.checkIn(session.id)}
        id="search"
        name="search"
        value={search}
        label={t('door.name.search')}
      />
    </div>
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
function Close({ reader: { t }, view: { session, isClosed, hasBegun } }: Props) {
  if (!hasBegun) return null
  return (
    <Form action={schoolRoutes.closeAttendance(session.id)}>
      <p>{t(isClosed ? 'door.closed' : 'door.closeText')}</p>
      {isClosed && <Hidden name="reopen" value="yes" />}
      <Button kind="quiet">{t(isClosed ? 'door.reopen' : 'door.close')}</Button>
    </Form>
  )
}
