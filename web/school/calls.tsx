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
import { languageName } from '../messages/format.ts'
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

/** The families to call, by language: each once, with all its topics. */
export function CallsPage({ reader, view }: { reader: Reader; view: View }) {
  const { t, language } = reader
  const calls = view.mine ? view.calls.filter((call) => isMine(reader, call)) : view.calls
  const families = byFamily(calls).map((one) => ({ ...one, language: one.calls[0]?.language ?? '' }))
  const languages = [...new Set(families.map((family) => family.language))]
  return (
    <SchoolPage reader={reader} title={t('calls.title')}>
      <h1>{t('calls.title')}</h1>
      {view.done && <Saved reader={reader} settled={view.settled} />}
      {view.undone && <Notice tone="done">{t('undo.done')}</Notice>}
      <p>{t('calls.text')}</p>
      <p class="actions no-print">
        <ButtonLink kind="quiet" href={view.mine ? schoolRoutes.calls() : `${schoolRoutes.calls()}?mine`}>
          {t(view.mine ? 'calls.all' : 'calls.mine')}
        </ButtonLink>
      </p>
      {calls.length === 0 && <Notice>{t(view.mine ? 'calls.noneMine' : 'calls.none')}</Notice>}
      {languages.map((spoken) => (
        <section>
          <h2>{languageName(spoken, language)}</h2>
          {families
            .filter((family) => family.language === spoken)
            .map((family) => (
              <FamilyCard reader={reader} family={family} team={view.team} />
            ))}
        </section>
      ))}
    </SchoolPage>
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
