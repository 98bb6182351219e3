import type { Hono } from 'hono'
import { caregiverNames } from '../../shared/family/directory.ts'
import {
  type Beginning,
  type Outreach,
  readOpenings,
  readOutreach,
} from '../../shared/outreach/outreach-list.operations.ts'
import { dayAt, instantOf } from '../../shared/time/instant.ts'
import { DownloadMenu } from '../components/download-menu.tsx'
import { Button, Form, Hidden } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { PageHead } from '../components/page-head.tsx'
import { ButtonLink } from '../components/parts.tsx'
import { SearchForm } from '../components/search-form.tsx'
import { schoolRoutes } from '../school-routes.ts'
import { memberOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { TalkBalance } from './balance-of-talks.tsx'
import { SchoolPage } from './frame.tsx'
import { Promises } from './promises.tsx'
import { TalkForm } from './talk-form.tsx'
import { type TalkPlace, ToTalkTo } from './to-talk-to.tsx'
import { noteViewed } from './viewed.ts'

/** What was just done, with what undoes it. */
type Done = { kind: 'recorded' | 'kept'; family: string; conversation: string }

type View = {
  outreach: Outreach
  beginnings: readonly Beginning[]
  place: TalkPlace
  search: string
  /** The instant, and the day at the school (`YYYY-MM-DD`). */
  now: string
  today: string
  done: Done | undefined
}

type PageProps = { reader: Reader; view: View }

/** Promises, whom to talk to and how to begin, and the form that records a conversation. */
export function OutreachPage({ reader, view }: PageProps) {
  const { t, actor } = reader
  const { outreach, today } = view
  const organizes = actor.kind === 'member' && actor.role === 'organizer'
  return (
    <SchoolPage look="people" reader={reader} title={t('school.nav.outreach')}>
      <Head reader={reader} view={view} organizes={organizes} />
      {view.done && <JustDone reader={reader} done={view.done} />}
      <div class="beside">
        <div class="stack">
          <Promises reader={reader} promises={outreach.promises} today={today} />
          <ToTalkTo reader={reader} {...view} />
          <TalkBalance reader={reader} outreach={outreach} />
          {organizes && <MoreWays reader={reader} />}
        </div>
        <Record reader={reader} view={view} />
      </div>
    </SchoolPage>
  )
}

function Head({ reader, view, organizes }: PageProps & { organizes: boolean }) {
  const { t } = reader
  const { outreach, today } = view
  const { promises, toTalkTo, figures } = outreach
  const late = promises.filter(({ promise }) => (promise?.by ?? '') < today).length
  const isWaiting = toTalkTo.filter(({ because }) => because === 'nobodyYet').length
  const onlyWorry = toTalkTo.length - isWaiting
  return (
    <PageHead
      t={t}
      title={isWaiting > 0 ? t('outreach.waiting', { count: isWaiting }) : t('outreach.everybody')}
      answer={
        <p class="soft">
          {onlyWorry > 0 && t('outreach.onlyWorry', { count: onlyWorry })}{' '}
          {promises.length > 0 && t('outreach.due', { late, due: promises.length - late })}{' '}
          {figures.talked > 0 && t('outreach.first', { count: figures.firstPositive, all: figures.talked })}
        </p>
      }
      actions={organizes && <CallListLink reader={reader} />}
    />
  )
}

/** The way to the call list, with how many families are on it where the navigation has counted them. */
async function CallListLink({ reader: { t, waiting } }: { reader: Reader }) {
  const { calls = 0 } = (await waiting) ?? {}
  return (
    <ButtonLink kind="quiet" href={schoolRoutes.calls()}>
      <Icon name="phone" />
      {t('calls.title')}
      {calls > 0 && (
        <span class="pill">
          {calls}
          <span class="screen-reader"> {t('school.nav.waiting')}</span>
        </span>
      )}
    </ButtonLink>
  )
}

function JustDone({ reader: { t }, done: { kind, family, conversation } }: { reader: Reader; done: Done }) {
  const isKept = kind === 'kept'
  const undo = isKept
    ? schoolRoutes.keepPromise(family, conversation)
    : schoolRoutes.forgetConversation(family, conversation)
  return (
    <div class="notice done leaving" role="status">
      <Icon name="check" />
      <div>
        <p>{t(isKept ? 'conversation.promiseDone' : 'conversation.saved')}</p>
        <Form action={undo}>
          <Hidden name="next" value="list" />
          {isKept && <Hidden name="undo" value="yes" />}
          <Button kind="quiet">{t('undo.button')}</Button>
        </Form>
      </div>
    </div>
  )
}

function MoreWays({ reader: { t } }: { reader: Reader }) {
  return (
    <>
      <p class="small">
        <a href={schoolRoutes.strengths()}>{t('strengths.search')}</a> ·{' '}
        <a href={`${schoolRoutes.newWorkshop()}?tour`}>{t('outreach.tour')}</a>
      </p>
      <div class="actions">
        <DownloadMenu
          t={t}
          label={t('download.of', { what: t('download.talks') })}
          href={schoolRoutes.talksFile}
        />
      </div>
    </>
  )
}

/** The form that records a conversation, with the family that was chosen and a search for another one. */
function Record({ reader, view }: PageProps) {
  const { t } = reader
  const { outreach, search } = view
  const { chosen, found } = outreach
  return (
    <section class="card talk" aria-labelledby="record-title">
      <h2 id="record-title">{t('conversation.record')}</h2>
      {chosen && (
        <p>
          <b>
            <bdi>{chosen.name}</bdi>
          </b>{' '}
          <span class="small soft">
            <bdi>{caregiverNames(chosen).join(', ')}</bdi>
          </span>
        </p>
      )}
      <SearchForm
        t={t}
        action={`${schoolRoutes.outreach()}#record-title`}
        name="search"
        value={search}
        label={t('outreach.another')}
      />
      {search && <Found reader={reader} found={found} />}
      {chosen && <TalkForm reader={reader} family={chosen.id} form={{}} next="list" />}
    </section>
  )
}

function Found({ reader: { t }, found }: { reader: Reader; found: Outreach['found'] }) {
  if (found.length === 0) return <p class="soft">{t('families.notFound')}</p>
  return (
    <ul>
      {found.map(({ id, name, caregivers }) => (
        <li>
          <a href={`${schoolRoutes.outreach()}?family=${id}#record-title`}>
            <bdi>{name}</bdi>
          </a>{' '}
          <bdi class="small soft">{caregiverNames({ caregivers }).join(', ')}</bdi>
        </li>
      ))}
    </ul>
  )
}

// A day's work for one person, and a page of the whole list.
const A_DAY = 5
const A_PAGE = 50

function placeIn(c: Visit): TalkPlace {
  const asked = c.req.query('from')
  if (asked === undefined) return { from: 0, size: A_DAY, isShort: true }
  return { from: /^\d{1,6}$/.test(asked) ? Number(asked) : 0, size: A_PAGE, isShort: false }
}

function doneIn(c: Visit): Done | undefined {
  const kind = (['recorded', 'kept'] as const).find((one) => c.req.query(one) !== undefined)
  return kind && { kind, family: c.req.query('of') ?? '', conversation: c.req.query(kind) ?? '' }
}

/** Registers the page of conversations. */
export function registerOutreach(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.outreach(), async (c) => {
    const { school } = memberOf(c)
    const context = c.get('context')
    const [place, search] = [placeIn(c), c.req.query('search') ?? '']
    const outreach = await readOutreach(context, school.id, { search, family: c.req.query('family') })
    const some = outreach.toTalkTo.slice(place.from, place.from + place.size)
    const shown = search ? outreach.found : some.map(({ family }) => family)
    noteViewed(
      c,
      search ? 'search' : 'list',
      shown.map(({ id }) => id),
    )
    const beginnings = await readOpenings(context, school.id, some, outreach.conversations)
    const now = instantOf(context.now())
    const today = dayAt(now, school.timeZone)
    const view = { outreach, beginnings, place, search, now, today, done: doneIn(c) }
    return show(c, <OutreachPage reader={c.get('reader')} view={view} />)
  })
}
