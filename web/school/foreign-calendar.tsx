import type { Hono } from 'hono'
import * as z from 'zod'
import { refuse } from '../../shared/access/refusal.ts'
import { addClosures, foreignClosures } from '../../shared/calendar/calendar.operations.ts'
import { NewClosure } from '../../shared/calendar/closure.ts'
import { Button, ErrorSummary, Field, Flag, Form, Hidden } from '../components/form.tsx'
import { Notice } from '../components/parts.tsx'
import { accept, attempt, type FormState, readForm } from '../form.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { spanText } from './calendar.tsx'
import { SchoolPage } from './frame.tsx'

type ForeignProps = { reader: Reader; form: FormState; found?: readonly NewClosure[] }

/** A calendar from elsewhere: a file or an address first, then the days to choose from. */
export function ForeignCalendarPage({ reader, form, found }: ForeignProps) {
  const { t } = reader
  return (
    <SchoolPage reader={reader} title={t('foreign.title')}>
      <h1>{t('foreign.title')}</h1>
      <ErrorSummary t={t} form={form} />
      {found?.length === 0 && <Notice>{t('foreign.none')}</Notice>}
      {found && found.length > 0 ? (
        <Choice reader={reader} found={found} />
      ) : (
        <Source reader={reader} form={form} />
      )}
      <p>
        <a href={schoolRoutes.calendar()}>{t('foreign.back')}</a>
      </p>
    </SchoolPage>
  )
}

function Source({ reader: { t }, form }: ForeignProps) {
  const part = { t, form }
  return (
    <>
      <p>{t('foreign.text')}</p>
      <Form action={schoolRoutes.foreignCalendar()} upload>
        <Field {...part} name="file" type="file" label={t('foreign.file')} accept=".ics,text/calendar" />
        <Field {...part} name="address" label={t('foreign.address')} hint={t('foreign.addressHint')} />
        <Button>{t('foreign.look')}</Button>
      </Form>
    </>
  )
}

function Choice({ reader, found }: { reader: Reader; found: readonly NewClosure[] }) {
  const { t } = reader
  return (
    <>
      <p>{t('foreign.choose')}</p>
      <Form action={schoolRoutes.bringClosures()}>
        <ul class="list">
          {found.map((closure, place) => {
            const { name, from, to = from, uid } = closure
            return (
              <li>
                <Hidden name={`days.${place}.name`} value={name} />
                <Hidden name={`days.${place}.from`} value={from} />
                <Hidden name={`days.${place}.to`} value={to} />
                {uid && <Hidden name={`days.${place}.uid`} value={uid} />}
                <Flag form={{}} name={`days.${place}.taken`} label={<strong>{name}</strong>} checked={true} />
                {spanText(reader, { from, to })}
              </li>
            )
          })}
        </ul>
        <Button>{t('foreign.bring')}</Button>
      </Form>
    </>
  )
}

const Taken = z.lazy(() =>
  z
    .array(z.looseObject({ taken: z.boolean().optional() }))
    .max(200)
    .default([]),
)

async function textOf(c: Visit, file: File | undefined, address: string): Promise<string> {
  if (file) return file.text()
  if (!address) return refuse('invalid-input', { errors: [{ pointer: '/file', detail: 'required' }] })
  return c.get('services').readAddress?.(address) ?? refuse('address-not-allowed')
}

function answer(c: Visit, form: FormState, found?: readonly NewClosure[]): Response | Promise<Response> {
  const page = <ForeignCalendarPage reader={c.get('reader')} form={form} {...(found && { found })} />
  return show(c, page, form.trouble ? 422 : 200)
}

/** Registers the way in for a calendar from elsewhere. */
export function registerForeignCalendar(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.foreignCalendar(), (c) => {
    organizerOf(c)
    return answer(c, {})
  })
  app.post(schoolRoutes.foreignCalendar(), async (c) => {
    organizerOf(c)
    const { text, file, failed } = await readForm(c)
    const outcome = await attempt(async () =>
      foreignClosures(c.get('context'), await textOf(c, file('file'), text('address'))),
    )
    return 'value' in outcome ? answer(c, {}, outcome.value) : answer(c, failed(outcome.trouble))
  })
  app.post(schoolRoutes.bringClosures(), async (c) => {
    const { school } = organizerOf(c)
    const { values, failed } = await readForm(c)
    const outcome = await attempt(async () => {
      const days = accept(Taken, values.days).filter(({ taken }) => taken)
      const closures = days.map(({ taken: _, ...day }) => accept(NewClosure, day))
      return addClosures(c.get('context'), school.id, closures)
    })
    return 'value' in outcome ? c.redirect(schoolRoutes.calendar(), 303) : answer(c, failed(outcome.trouble))
  })
}
