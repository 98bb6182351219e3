import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import { allFamilies } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import type { Answer } from '../../shared/workshop/answer.ts'
import { castBallot } from '../../shared/workshop/ballot.operations.ts'
import { BallotInput } from '../../shared/workshop/ballot.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Button, Choice, ErrorSummary, Field, Form, Select } from '../components/form.tsx'
import { Notice } from '../components/parts.tsx'
import { WorkshopTitle } from '../components/workshop.tsx'
import { accept, type FormState } from '../form.ts'
import { whenText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

const VIA = ['paper', 'phone', 'inPerson'] as const
const MARKS: Readonly<Record<string, Answer>> = { y: 'yes', i: 'ifNeeded', n: 'no' }

/** The poll's times, the families to choose from, and for whom a vote was just recorded. */
export type RecordView = {
  workshop: Workshop
  families: readonly Family[]
  done?: string | undefined
  via?: string | undefined
}

/** The page on which the team records votes, one after the other, from the keyboard. */
export function RecordPage({ reader, view, form }: { reader: Reader; view: RecordView; form: FormState }) {
  const { t } = reader
  const part = { t, form }
  const done = view.families.find(({ id }) => id === view.done)
  return (
    <SchoolPage reader={reader} title={t('record.title')}>
      <WorkshopTitle reader={reader} workshop={view.workshop} />
      <h2>{t('record.title')}</h2>
      <ErrorSummary t={t} form={form} />
      {done && <Notice tone="done">{t('record.done', { family: done.name })}</Notice>}
      <p>{t('record.text')}</p>
      <Times reader={reader} workshop={view.workshop} />
      <Form action={schoolRoutes.record(view.workshop.id)}>
        <Select
          {...part}
          name="family"
          required
          label={t('record.family')}
          options={view.families.map(({ id, name }) => ({ value: id, label: name }))}
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
    </SchoolPage>
  )
}

function Times({ reader: { t, language, school }, workshop }: { reader: Reader; workshop: Workshop }) {
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return (
    <section aria-label={t('record.times')}>
      <h3>{t('record.times')}</h3>
      <ol>
        {(workshop.poll?.options ?? []).map(({ start, end }) => (
          <li>{whenText(start, end, place)}</li>
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
  const [workshop, families] = await Promise.all([readWorkshop(context, id), allFamilies(context, school.id)])
  const view = { workshop, families, done: c.req.query('done'), via: c.req.query('via') }
  return show(c, <RecordPage reader={c.get('reader')} view={view} form={form} />)
}

/** Registers the page on which votes are recorded. */
export function registerRecord(app: Hono<WebEnv>): void {
  const path = schoolRoutes.record(':workshop')
  app.get(path, (c) => answer(c, c.req.param('workshop'), {}))
  onPost(app, path, {
    by: organizerOf,
    run: async ({ context, params: { workshop }, form: { text } }) => {
      const { poll } = await readWorkshop(context, workshop)
      const answers = answersOf(text('marks'), poll?.options.map((option) => option.id) ?? [])
      const [family, via] = [text('family'), text('via')]
      const errors = [
        ...(family ? [] : [{ pointer: '/family', detail: 'required' }]),
        ...(answers ? [] : [{ pointer: '/marks', detail: 'marks' }]),
        ...(answers && Object.keys(answers).length === 0
          ? [{ pointer: '/marks', detail: 'ballot-empty' }]
          : []),
      ]
      if (errors.length > 0) refuse('invalid-input', { errors })
      return castBallot(context, workshop, family, accept(BallotInput, { answers, via }))
    },
    done: ({ params, form: { text } }) =>
      `${schoolRoutes.record(params.workshop)}?done=${text('family')}&via=${text('via')}`,
    again: ({ c, params }, form) => answer(c, params.workshop, form),
  })
}
