import type { Hono } from 'hono'
import { assignFamilyCalls, finishCalls, undoCalls } from '../../shared/delivery/call.operations.ts'
import { type CallList, type CallToMake, readCallList } from '../../shared/delivery/call-list.operations.ts'
import {
  byFamily,
  CALL_OUTCOMES,
  type Call,
  CallAssignment,
  FamilyCallsDone,
  FamilyCallsUndone,
  lastAttempt,
  untriedFirst,
} from '../../shared/message/call.ts'
import { listTeam } from '../../shared/team/member.operations.ts'
import type { Member } from '../../shared/team/member.ts'
import { instantOf, timeAt } from '../../shared/time/instant.ts'
import { Button, ErrorSummary, Form, Hidden } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { PageHead } from '../components/page-head.tsx'
import { ButtonLink, Notice } from '../components/parts.tsx'
import type { FormState, SentForm } from '../form.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { memberOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { CALL_FILTERS, type CallFilter, CallFilters } from './call-filters.tsx'
import { needsInterpreter } from './call-interpreters.ts'
import { CallSheet } from './call-sheet.tsx'
import { FamilyCard, isMine } from './family-calls.tsx'
import { FinishedCalls } from './finished-calls.tsx'
import { SchoolPage } from './frame.tsx'
import { noteViewed } from './viewed.ts'

type Outcome = (typeof CALL_OUTCOMES)[number]

/** What was just recorded: the family, how it went, its calls, and the instant of an attempt that nobody answered. */
type Recorded = FamilyCallsUndone & { family: string; outcome: Outcome }

type View = {
  list: CallList
  /** When the day at the school began. */
  since: string
  /** The members to whom an organizer can assign calls. */
  team: readonly Member[]
  filter: CallFilter
  undone: boolean
  recorded: Recorded | undefined
}

type PageProps = { reader: Reader; view: View; form: FormState }

/** The families to call: each once, with all its topics, the words of the first open. */
export function CallsPage({ reader, view, form }: PageProps) {
  const { t } = reader
  const { list, since, team } = view
  const found = familiesFor(reader, view)
  // A filter that is not offered any more, as once somebody was called, shows all.
  const filter = view.filter === 'interpreter' && found.interpreter.length === 0 ? 'all' : view.filter
  return (
    <SchoolPage look="people" reader={reader} title={t('calls.title')}>
      <Head reader={reader} view={view} />
      {found.all.length + found.done.length > 0 && (
        <CallFilters reader={reader} chosen={filter} found={found} />
      )}
      <ErrorSummary t={t} form={form} />
      {view.recorded && <Saved reader={reader} list={list} recorded={view.recorded} />}
      {view.undone && <Notice tone="done">{t('undo.done')}</Notice>}
      {filter === 'done' ? (
        <FinishedCalls reader={reader} families={found.done} />
      ) : found[filter].length === 0 ? (
        <Nobody reader={reader} filter={filter} />
      ) : (
        <ul class="calls">
          {found[filter].map((family, place) => (
            <FamilyCard {...{ reader, family, form, since, team }} isFirst={place === 0} />
          ))}
        </ul>
      )}
      {found[filter].length > 0 && <p class="soft small">{t('calls.text')}</p>}
    </SchoolPage>
  )
}

/** The families that each filter finds: those to call, of whom nobody was tried today first, and those called today. */
function familiesFor(reader: Reader, { list, since, team }: View) {
  const all = untriedFirst<CallToMake>(byFamily(list.calls), since)
  const mine = untriedFirst<CallToMake>(byFamily(list.calls.filter((call) => isMine(reader, call))), since)
  const interpreter = all.filter(({ calls: [first] }) => first && needsInterpreter(reader, team, first))
  return { all, mine, interpreter, done: byFamily(list.finished) }
}

/** How many are to be called, who comes first, and how far the day is. */
function Head({ reader, view: { list, since } }: { reader: Reader; view: View }) {
  const { t } = reader
  const families = untriedFirst(byFamily(list.calls), since)
  const done = byFamily(list.finished).length
  const tried = families.filter((family) => lastAttempt(family, since)).length
  const isOver = families.length === 0 && done > 0
  const first = families[0]?.calls[0]?.name || t('calls.family')
  return (
    <PageHead
      t={t}
      crumbs={[{ href: schoolRoutes.outreach(), label: t('school.nav.outreach') }]}
      title={
        isOver
          ? t('calls.everybody')
          : families.length > 0
            ? t('calls.families', { count: families.length })
            : t('calls.title')
      }
      answer={
        <p class="soft">
          {families.length > 0 && t('calls.first', { name: first, tried, done })}
          {isOver && t('calls.thanks', { count: done })}
        </p>
      }
      actions={
        families.length > 0 && (
          <ButtonLink kind="quiet" href={`${schoolRoutes.calls()}?print`}>
            <Icon name="printer" />
            {t('calls.print')}
          </ButtonLink>
        )
      }
    />
  )
}

function Nobody({ reader: { t }, filter }: { reader: Reader; filter: CallFilter }) {
  return (
    <section class="blank">
      <h2>{t(filter === 'mine' ? 'calls.noneMine' : 'calls.none')}</h2>
      <ButtonLink kind="quiet" href={schoolRoutes.outreach()}>
        {t('calls.toConversations')}
      </ButtonLink>
    </section>
  )
}

type SavedProps = { reader: Reader; list: CallList; recorded: Recorded }

/** What was just recorded, and the button that takes it back. */
function Saved({ reader: { t }, list, recorded }: SavedProps) {
  const { family, outcome, calls, tried } = recorded
  const known: readonly Call[] = [...list.finished, ...list.calls]
  const name = known.find(({ id }) => calls.includes(id))?.name || t('calls.family')
  return (
    <div class="notice done leaving" role="status">
      <Icon name="check" />
      <div>
        <p>
          {outcome === 'noAnswer'
            ? t('calls.keptOpen', { name })
            : t('calls.saved', { name, outcome: t(`calls.outcome.${outcome}`) })}
        </p>
        {calls.length > 0 && (
          <Form action={schoolRoutes.undoFamilyCalls(family)}>
            {tried !== undefined && <Hidden name="tried" value={tried} />}
            {calls.map((call) => (
              <Hidden name="calls:list" value={call} />
            ))}
            <Button kind="quiet">{t('undo.button')}</Button>
          </Form>
        )}
      </div>
    </div>
  )
}

function recordedIn(c: Visit): Recorded | undefined {
  const outcome = CALL_OUTCOMES.find((one) => one === c.req.query('outcome'))
  if (c.req.query('saved') === undefined || !outcome) return undefined
  const tried = c.req.query('tried')
  const calls = c.req.queries('call') ?? []
  return { family: c.req.query('family') ?? '', outcome, calls, ...(tried !== undefined && { tried }) }
}

async function answer(c: Visit, form: FormState = {}): Promise<Response> {
  const { school, member } = memberOf(c)
  const [context, reader] = [c.get('context'), c.get('reader')]
  const began = timeAt(instantOf(context.now()), school.timeZone).startOf('day')
  const since = instantOf(began.toUTC())
  const [list, team] = await Promise.all([
    readCallList(context, school.id, since),
    member.role === 'organizer' ? listTeam(context, school.id) : [],
  ])
  noteViewed(
    c,
    'calls',
    list.calls.map(({ family }) => family),
  )
  const asked = (name: string) => c.req.query(name) !== undefined
  if (asked('print')) {
    const families = untriedFirst<CallToMake>(byFamily(list.calls), since)
    return show(c, <CallSheet reader={reader} families={families} />)
  }
  const filter = CALL_FILTERS.find((one) => one !== 'all' && asked(one)) ?? 'all'
  const view = { list, since, team, filter, undone: asked('undone'), recorded: recordedIn(c) }
  return show(c, <CallsPage reader={reader} view={view} form={form} />)
}

/** The calls that are ticked in the form of a person, or its only one. */
function tickedIn({ typed, text }: SentForm): readonly string[] {
  return typed[`calls.${text('person')}`] ?? typed.calls ?? []
}

/** Where it was just recorded, and what undoes it. */
function savedAddress(family: string, outcome: Outcome, calls: readonly Call[]): string {
  const tried = outcome === 'noAnswer' && calls[0]?.tries?.at(-1)?.at
  const said = [
    ['saved', ''],
    ['family', family],
    ['outcome', outcome],
    ...(tried ? [['tried', tried]] : []),
    ...calls.map(({ id }) => ['call', id]),
  ]
  return `${schoolRoutes.calls()}?${new URLSearchParams(said)}`
}

/** Registers the call list. */
export function registerCalls(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.calls(), (c) => answer(c))
  onPost(app, schoolRoutes.familyCalls(':family'), {
    by: memberOf,
    schema: FamilyCallsDone,
    values: (form) => ({ outcome: form.text('outcome'), calls: tickedIn(form) }),
    run: async ({ context, school, params }, done) => ({
      outcome: done.outcome,
      calls: await finishCalls(context, school.id, params.family, done),
    }),
    done: ({ params: { family } }, { outcome, calls }) => savedAddress(family, outcome, calls),
    // The topics of each person are a field of their own.
    relocate: (trouble, form) => ({
      ...trouble,
      errors: trouble.errors.map((error) =>
        error.pointer === '/calls' ? { ...error, pointer: `/calls/${form.text('person')}` } : error,
      ),
    }),
    again: ({ c }, form) => answer(c, form),
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
