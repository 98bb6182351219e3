import type { Hono } from 'hono'
import {
  assignFamilyCalls,
  type CallToMake,
  finishCalls,
  listCalls,
  undoCalls,
} from '../../shared/delivery/call.operations.ts'
import { byFamily, CallAssignment, FamilyCallsDone, FamilyCallsUndone } from '../../shared/message/call.ts'
import { listTeam } from '../../shared/team/member.operations.ts'
import type { Member } from '../../shared/team/member.ts'
import { Button, Form, Hidden } from '../components/form.tsx'
import { ButtonLink, Notice } from '../components/parts.tsx'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../routes.ts'
import { memberOf, type Reader, show, type WebEnv } from '../visit.ts'
import { FamilyCard, isMine } from './family-calls.tsx'
import { SchoolPage } from './frame.tsx'

type View = {
  calls: readonly CallToMake[]
  /** The members to whom an organizer can assign calls. */
  team: readonly Member[]
  mine: boolean
  done: boolean
  undone: boolean
  /** The calls whose outcome was just recorded. */
  settled: FamilyCallsUndone & { family: string }
}

/** The families to call: each once, with all its topics, the words of the first open. */
export function CallsPage({ reader, view }: { reader: Reader; view: View }) {
  const { t } = reader
  const mine = view.calls.filter((call) => isMine(reader, call))
  const shown = byFamily(view.mine ? mine : view.calls)
  const title = t('calls.families', { count: byFamily(view.calls).length })
  return (
    <SchoolPage look="families" reader={reader} title={t('calls.title')}>
      <h1>{view.calls.length > 0 ? title : t('calls.title')}</h1>
      {view.calls.length > 0 && <p class="soft">{t('calls.text')}</p>}
      <CallFilters reader={reader} view={view} mine={byFamily(mine).length} />
      {view.done && <Saved reader={reader} settled={view.settled} />}
      {view.undone && <Notice tone="done">{t('undo.done')}</Notice>}
      {shown.length === 0 ? (
        <section class="blank">
          <h2>{t(view.mine ? 'calls.noneMine' : 'calls.none')}</h2>
          <ButtonLink kind="quiet" href={schoolRoutes.outreach()}>
            {t('outreach.title')}
          </ButtonLink>
        </section>
      ) : (
        <ul class="calls">
          {shown.map((family, place) => (
            <FamilyCard reader={reader} family={family} team={view.team} isFirst={place === 0} />
          ))}
        </ul>
      )}
    </SchoolPage>
  )
}

function CallFilters({ reader: { t }, view, mine }: { reader: Reader; view: View; mine: number }) {
  if (view.calls.length === 0) return null
  const all = byFamily(view.calls).length
  const current = (isCurrent: boolean) => (isCurrent ? { 'aria-current': 'true' as const } : {})
  return (
    <nav class="filters no-print" aria-label={t('families.filters')}>
      <ul>
        <li>
          <a href={schoolRoutes.calls()} {...current(!view.mine)}>
            {t('calls.all')} <span class="number">{all}</span>
          </a>
        </li>
        <li>
          <a href={`${schoolRoutes.calls()}?mine`} {...current(view.mine)}>
            {t('calls.mine')} <span class="number">{mine}</span>
          </a>
        </li>
      </ul>
    </nav>
  )
}

type SavedProps = { reader: Reader; settled: View['settled'] }

/** What was just recorded, and the button that takes it back. */
function Saved({ reader: { t }, settled: { family, calls } }: SavedProps) {
  return (
    <Notice tone="done">
      <p>{t('calls.saved')}</p>
      {calls.length > 0 && (
        <Form action={schoolRoutes.undoFamilyCalls(family)}>
          {calls.map((call) => (
            <Hidden name="calls:list" value={call} />
          ))}
          <Button kind="quiet">{t('undo.button')}</Button>
        </Form>
      )}
    </Notice>
  )
}

/** Registers the call list. */
export function registerCalls(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.calls(), async (c) => {
    const { school, member } = memberOf(c)
    const context = c.get('context')
    const [calls, team] = await Promise.all([
      listCalls(context, school.id),
      member.role === 'organizer' ? listTeam(context, school.id) : [],
    ])
    const asked = (name: string) => c.req.query(name) !== undefined
    const settled = { family: c.req.query('family') ?? '', calls: c.req.queries('call') ?? [] }
    const view = { calls, team, mine: asked('mine'), done: asked('saved'), undone: asked('undone'), settled }
    return show(c, <CallsPage reader={c.get('reader')} view={view} />)
  })
  onPost(app, schoolRoutes.familyCalls(':family'), {
    by: memberOf,
    schema: FamilyCallsDone,
    run: ({ context, school, params }, done) => finishCalls(context, school.id, params.family, done),
    done: ({ params: { family } }, calls) => {
      const settled = calls.map(({ id }) => ['call', id])
      return `${schoolRoutes.calls()}?${new URLSearchParams([['saved', ''], ['family', family], ...settled])}`
    },
  })
  onPost(app, schoolRoutes.undoFamilyCalls(':family'), {
    by: memberOf,
    schema: FamilyCallsUndone,
    run: ({ context, school, params }, undone) => undoCalls(context, school.id, params.family, undone),
    done: () => `${schoolRoutes.calls()}?undone`,
  })
  onPost(app, schoolRoutes.assignFamilyCalls(':family'), {
    by: memberOf,
    schema: CallAssignment,
    values: ({ text }) => (text('member') ? { member: text('member') } : {}),
    run: ({ context, school, params }, given) => assignFamilyCalls(context, school.id, params.family, given),
    done: () => schoolRoutes.calls(),
  })
}
