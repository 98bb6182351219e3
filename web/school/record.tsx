import type { Hono } from 'hono'
import { accept } from '../../shared/access/accept.ts'
import type { Context } from '../../shared/access/context.ts'
import { refuse } from '../../shared/access/refusal.ts'
import { listedFamilies } from '../../shared/family/directory.operations.ts'
import { openCode, readFamily } from '../../shared/family/family.operations.ts'
import type { School } from '../../shared/school/school.ts'
import { instantOf, timeAt } from '../../shared/time/instant.ts'
import {
  castBallot,
  listVoters,
  readBallot,
  takeBackBallot,
} from '../../shared/workshop/ballot.operations.ts'
import { BallotInput } from '../../shared/workshop/ballot.ts'
import { isInTime } from '../../shared/workshop/poll.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import { ErrorSummary } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Notice } from '../components/parts.tsx'
import { ballotInput } from '../family/vote-input.ts'
import { type FormState, ofRecorder, type SentForm } from '../form.ts'
import { localText } from '../messages/catalogue.ts'
import { letScriptsRun } from '../policy.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { crumbsOf } from './crumbs.ts'
import { chosenFamily } from './family-field.tsx'
import { SchoolPage } from './frame.tsx'
import {
  RECORD_FORM,
  type Recorded,
  RecordedNotice,
  RecordForm,
  type RecordFormView,
  RecordKeys,
} from './record-form.tsx'
import { RECORD_SCRIPT, RECORD_SCRIPT_NAME } from './record-script.ts'
import { RecordWays } from './record-ways.tsx'
import { FamilyVote, RecordOverPage, saysAlready } from './recorded-vote.tsx'

/** What the form is about, how many votes the team recorded today, and the one that it recorded last. */
export type RecordView = RecordFormView & {
  isOpen: boolean
  recorded: number
  done?: Recorded | undefined
  undone: boolean
}

/** The page on which the team records votes, one after the other, from the keyboard. */
export function RecordPage({ reader, view, form }: { reader: Reader; view: RecordView; form: FormState }) {
  const { t, language } = reader
  const { workshop, done } = view
  return (
    <SchoolPage form={RECORD_FORM} reader={reader} title={t('record.title')} look="paper">
      <PageHead
        t={t}
        title={t('record.title')}
        crumbs={crumbsOf(reader, workshop)}
        answer={
          <p class="meta">
            <bdi>{localText(workshop.title, language)}</bdi> · {t('record.today', { count: view.recorded })}
          </p>
        }
      />
      <RecordWays reader={reader} workshop={workshop.id} now="keyboard" />
      <ErrorSummary t={t} form={form} />
      {done && <RecordedNotice reader={reader} done={done} workshop={workshop.id} />}
      {view.undone && <Notice tone="done">{t('undo.done')}</Notice>}
      {!view.isOpen && !form.trouble && <Notice tone="warning">{t('record.closed')}</Notice>}
      <ChosenVote reader={reader} view={view} />
      <div class="columns">
        <RecordForm reader={reader} view={view} form={form} />
        <RecordKeys reader={reader} />
      </div>
      <script src={schoolRoutes.recordScript(RECORD_SCRIPT_NAME)} defer />
    </SchoolPage>
  )
}

function ChosenVote({ reader, view: { workshop, chosen } }: { reader: Reader; view: RecordView }) {
  if (!chosen?.ballot) return null
  const { family, ballot } = chosen
  return <FamilyVote reader={reader} options={workshop.poll?.options ?? []} {...{ family, ballot }} />
}

async function answer(c: Visit, id: string, form: FormState): Promise<Response> {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const wished = form.typed?.family?.[0] ?? c.req.query('family') ?? ''
  const last = c.req.query('done') ?? ''
  const [workshop, families, { voted, recorded }, before, after] = await Promise.all([
    readWorkshop(context, id),
    listedFamilies(context, school.id),
    listVoters(context, id, startOfToday(context, school)),
    wished && readBallot(context, id, wished, 'latest'),
    last && readBallot(context, id, last, 'latest'),
  ])
  const familyOf = (one: string) => families.find((family) => family.id === one)
  const [family, doneFor] = [familyOf(wished), familyOf(last)]
  const { status, poll } = workshop
  const view = {
    ...{ workshop, families, voted, recorded, via: c.req.query('via') },
    isOpen: status === 'voting' && poll !== undefined && isInTime(poll, instantOf(context.now())),
    chosen: family && { family, ballot: before || undefined },
    done: doneFor && after ? { family: doneFor, ballot: after } : undefined,
    undone: c.req.query('undone') !== undefined,
  }
  letScriptsRun(c)
  return show(c, <RecordPage reader={c.get('reader')} view={view} form={form} />)
}

function startOfToday({ now }: Context, { timeZone }: School): string {
  return instantOf(timeAt(instantOf(now()), timeZone).startOf('day').toUTC())
}

const CODE = /^\s*[0-9a-z]{5}[\s-]?[0-9a-z]{5}\s*$/i

/** The family that was chosen, typed by its name, or by the code on its sheet. Refuses none. */
async function familyIn(c: Visit, { text }: SentForm): Promise<string> {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const typed = text('family')
  if (/\d/.test(typed) && CODE.test(typed)) {
    const owner = await c
      .get('guarded')('code', () => openCode(context, typed))
      .catch(() => undefined)
    if (owner?.school === school.id) return owner.family
  }
  const chosen = await chosenFamily(context, school.id, { field: 'family', text: typed })
  return chosen ?? refuse('invalid-input', { errors: [{ pointer: '/family', detail: 'required' }] })
}

/** Records the vote; returns what to ask first, where it takes the place of another, else whose it is. */
async function recordVote(c: Visit, workshopId: string, form: SentForm) {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const [workshop, id] = await Promise.all([readWorkshop(context, workshopId), familyIn(c, form)])
  const ballot = await readBallot(context, workshop.id, id, 'latest')
  const { family: _, confirmed, version, ...values } = form.values
  // What the family wished beside its answers stays, where the sheet says nothing about it.
  const { couldComeIf, suggestedStart, line } = ballot ?? {}
  const typed = Object(ballotInput(values, school.timeZone))
  const input = accept(BallotInput, {
    ...{ couldComeIf, suggestedStart, line, ...typed },
    version: confirmed ? version : (ballot?.version ?? 0),
  })
  if (ballot && !confirmed && !saysAlready(ballot, workshop.poll?.options ?? [], input.answers)) {
    return {
      asked: { workshop, ballot, family: await readFamily(context, school.id, id), next: input.answers },
    }
  }
  await castBallot(context, workshop.id, id, input)
  return { recorded: id }
}

/** Registers the page on which votes are recorded, and its script. */
export function registerRecord(app: Hono<WebEnv>): void {
  const path = schoolRoutes.record(':workshop')
  app.get(path, (c) => answer(c, c.req.param('workshop'), {}))
  onPost(app, path, {
    by: organizerOf,
    run: ({ c, params, form }) => recordVote(c, params.workshop, form),
    done: ({ c, params, form }, { asked, recorded }) =>
      asked
        ? show(c, <RecordOverPage reader={c.get('reader')} fields={form.sent} {...asked} />)
        : `${schoolRoutes.record(params.workshop)}?done=${recorded}&via=${form.text('via')}`,
    relocate: ofRecorder,
    again: ({ c, params }, form) => answer(c, params.workshop, form),
  })
  onPost(app, schoolRoutes.undoRecord(':workshop'), {
    by: organizerOf,
    run: ({ context, params, form }) =>
      takeBackBallot(context, params.workshop, form.text('family'), Number(form.text('version'))),
    done: ({ params }) => `${schoolRoutes.record(params.workshop)}?undone`,
    relocate: ofRecorder,
    again: ({ c, params }, { trouble }) => answer(c, params.workshop, trouble ? { trouble } : {}),
  })
  app.get(schoolRoutes.recordScript(RECORD_SCRIPT_NAME), (c) =>
    c.body(RECORD_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  )
}
