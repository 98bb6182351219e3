import type { Hono } from 'hono'
import { accept } from '../../shared/access/accept.ts'
import { refuse } from '../../shared/access/refusal.ts'
import { listedFamilies } from '../../shared/family/directory.operations.ts'
import type { Listed } from '../../shared/family/directory.ts'
import { readFamily } from '../../shared/family/family.operations.ts'
import { instantOf } from '../../shared/time/instant.ts'
import type { Answer } from '../../shared/workshop/answer.ts'
import { castBallot, listVoters, readBallot } from '../../shared/workshop/ballot.operations.ts'
import { type Ballot, BallotInput } from '../../shared/workshop/ballot.ts'
import { isInTime, type PollOption } from '../../shared/workshop/poll.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Button, Choice, ErrorSummary, Field, Form } from '../components/form.tsx'
import { OWN_FORM } from '../components/form-context.ts'
import { nearTimeInZone } from '../components/near-time.ts'
import { Notice } from '../components/parts.tsx'
import { WorkshopTitle } from '../components/workshop.tsx'
import { type FormState, ofRecorder, type SentForm } from '../form.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { familyLabel } from './family.tsx'
import { chosenFamily, FamilyField } from './family-field.tsx'
import { SchoolPage } from './frame.tsx'
import { RecordWays } from './record-ways.tsx'
import { FamilyVote, RecordOverPage, saysAlready } from './recorded-vote.tsx'

const VIA = ['paper', 'phone', 'inPerson'] as const
const MARKS: Readonly<Record<string, Answer>> = { y: 'yes', i: 'ifNeeded', n: 'no' }

/** The poll's times, the families to choose from, those that voted, and for whom a vote was just recorded. */
export type RecordView = {
  workshop: Workshop
  families: readonly Listed[]
  voted: ReadonlySet<string>
  isOpen: boolean
  /** The family that is chosen, with its vote. */
  chosen?: { family: Listed; ballot: Ballot | undefined } | undefined
  done?: string | undefined
  via?: string | undefined
}

/** The page on which the team records votes, one after the other, from the keyboard. */
export function RecordPage({ reader, view, form }: { reader: Reader; view: RecordView; form: FormState }) {
  const { t } = reader
  const done = view.families.find(({ id }) => id === view.done)
  const { family, ballot } = view.chosen ?? {}
  return (
    <SchoolPage form={OWN_FORM} reader={reader} title={t('record.title')}>
      <WorkshopTitle reader={reader} workshop={view.workshop} />
      <h2>{t('record.title')}</h2>
      <RecordWays reader={reader} workshop={view.workshop.id} now="keyboard" />
      <ErrorSummary t={t} form={form} />
      {done && <Notice tone="done">{t('record.done', { family: done.name })}</Notice>}
      <p>{t('record.text')}</p>
      {!view.isOpen && !form.trouble && <Notice tone="warning">{t('record.closed')}</Notice>}
      <Times reader={reader} workshop={view.workshop} />
      {family && ballot && (
        <FamilyVote reader={reader} options={view.workshop.poll?.options ?? []} {...{ family, ballot }} />
      )}
      <RecordForm reader={reader} view={view} form={form} />
    </SchoolPage>
  )
}

function RecordForm({ reader, view, form }: { reader: Reader; view: RecordView; form: FormState }) {
  const { t } = reader
  const part = { t, form }
  return (
    <Form action={schoolRoutes.record(view.workshop.id)}>
      <FamilyField
        {...part}
        name="family"
        required
        label={t('record.family')}
        families={view.families}
        labelOf={(one) => labelOf(reader, one, view.voted)}
        value={view.chosen?.family.id}
        empty={t('record.choose')}
      />
      <Field {...part} name="marks" required short label={t('record.marks')} maxlength={60} />
      <Choice
        {...part}
        name="via"
        legend={t('record.via')}
        options={VIA.map((value) => ({ value, label: t(`record.via.${value}`) }))}
        value={view.via ?? 'paper'}
        inline
      />
      <Button>{t('record.button')}</Button>
    </Form>
  )
}

function labelOf({ t }: Reader, family: Listed, voted: ReadonlySet<string>): string {
  const label = familyLabel(family)
  return voted.has(family.id) ? t('record.voted', { family: label }) : label
}

function Times({ reader, workshop }: { reader: Reader; workshop: Workshop }) {
  const { t } = reader
  return (
    <section aria-label={t('record.times')}>
      <h3>{t('record.times')}</h3>
      <ol>
        {(workshop.poll?.options ?? []).map((option, place) => (
          <li>{nearTimeInZone(reader, option, place)}</li>
        ))}
      </ol>
    </section>
  )
}

/** Parses a row of marks, one character an option, to answers; undefined where it is no such row. */
export function answersOf(marks: string, options: readonly string[]): Record<string, Answer> | undefined {
  const signs = [...marks.toLowerCase().replace(/[\s,;]/g, '')]
  if (signs.length !== options.length || signs.some((sign) => sign !== '-' && !MARKS[sign])) return undefined
  const given = options.flatMap((option, place) => {
    const answer = MARKS[signs[place] ?? '']
    return answer ? [[option, answer] as const] : []
  })
  return Object.fromEntries(given)
}

async function answer(c: Visit, id: string, form: FormState) {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const [workshop, families, voted] = await Promise.all([
    readWorkshop(context, id),
    listedFamilies(context, school.id),
    listVoters(context, id),
  ])
  const wished = form.typed?.family?.[0] ?? c.req.query('family')
  const family = families.find((one) => one.id === wished)
  const chosen = family && { family, ballot: await readBallot(context, id, family.id, 'latest') }
  const { status, poll } = workshop
  const isOpen = status === 'voting' && poll !== undefined && isInTime(poll, instantOf(context.now()))
  const [done, via] = [c.req.query('done'), c.req.query('via')]
  const view = { workshop, families, voted, isOpen, chosen, done, via }
  return show(c, <RecordPage reader={c.get('reader')} view={view} form={form} />)
}

/** What was typed as a vote of a family; refuses each field that is missing or cannot be read. */
function typedVote({ text }: SentForm, options: readonly PollOption[]) {
  const answers = answersOf(
    text('marks'),
    options.map(({ id }) => id),
  )
  const family = text('family')
  const errors = [
    ...(family ? [] : [{ pointer: '/family', detail: 'required' }]),
    ...(answers ? [] : [{ pointer: '/marks', detail: 'marks' }]),
    ...(answers && Object.keys(answers).length === 0 ? [{ pointer: '/marks', detail: 'ballot-empty' }] : []),
  ]
  return answers && errors.length === 0 ? { text: family, answers } : refuse('invalid-input', { errors })
}

/** Registers the page on which votes are recorded. */
export function registerRecord(app: Hono<WebEnv>): void {
  const path = schoolRoutes.record(':workshop')
  app.get(path, (c) => answer(c, c.req.param('workshop'), {}))
  onPost(app, path, {
    by: organizerOf,
    run: async ({ context, school, params, form }) => {
      const workshop = await readWorkshop(context, params.workshop)
      const options = workshop.poll?.options ?? []
      const { text, answers } = typedVote(form, options)
      const id = (await chosenFamily(context, school.id, { field: 'family', text })) ?? ''
      const ballot = await readBallot(context, workshop.id, id, 'latest')
      if (ballot && !form.text('confirmed') && !saysAlready(ballot, options, answers)) {
        return {
          asked: { workshop, ballot, family: await readFamily(context, school.id, id), next: answers },
        }
      }
      const version = form.text('confirmed') ? form.values.version : (ballot?.version ?? 0)
      // What the family wished beside its answers stays.
      const { couldComeIf, suggestedStart, line } = ballot ?? {}
      const input = { answers, via: form.text('via'), version, couldComeIf, suggestedStart, line }
      await castBallot(context, workshop.id, id, accept(BallotInput, input))
      return { recorded: id }
    },
    done: ({ c, params, form }, { asked, recorded }) =>
      asked
        ? show(c, <RecordOverPage reader={c.get('reader')} fields={form.sent} {...asked} />)
        : `${schoolRoutes.record(params.workshop)}?done=${recorded}&via=${form.text('via')}`,
    relocate: ofRecorder,
    again: ({ c, params }, form) => answer(c, params.workshop, form),
  })
}
