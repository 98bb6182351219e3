import type { Hono } from 'hono'
import { addClosure, listClosures, removeClosure } from '../../shared/calendar/calendar.operations.ts'
import { type Closure, NewClosure } from '../../shared/calendar/closure.ts'
import { Button, ErrorSummary, Field, Form } from '../components/form.tsx'
import { OWN_FORM } from '../components/form-context.ts'
import { Notice } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { dayText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

type CalendarProps = { reader: Reader; closures: readonly Closure[]; form: FormState }

/** The days on which the school is closed. */
export function CalendarPage({ reader, closures, form }: CalendarProps) {
  const { t } = reader
  return (
    <SchoolPage form={OWN_FORM} reader={reader} title={t('calendar.title')}>
      <h1>{t('calendar.title')}</h1>
      <ErrorSummary t={t} form={form} />
      <p>{t('calendar.text')}</p>
      {closures.length === 0 ? (
        <Notice>{t('calendar.none')}</Notice>
      ) : (
        <ul class="list">
          {closures.map((closure) => (
            <li>
              <strong>{closure.name}</strong>
              <br />
              {spanText(reader, closure)}
              <Form action={schoolRoutes.removeClosure(closure.id)}>
                <Button kind="quiet">
                  {t('calendar.remove')}
                  <span class="screen-reader"> {closure.name}</span>
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={schoolRoutes.foreignCalendar()}>{t('foreign.title')}</a>
      </p>
      <h2>{t('calendar.add')}</h2>
      <Form action={schoolRoutes.calendar()}>
        <Field t={t} form={form} name="name" required label={t('calendar.name')} maxlength={80} />
        <Field t={t} form={form} name="from" type="date" required label={t('calendar.from')} />
        <Field t={t} form={form} name="to" type="date" label={t('calendar.to')} />
        <Button>{t('calendar.save')}</Button>
      </Form>
    </SchoolPage>
  )
}

// A local date is the same in every zone.
const date = (day: string, language: string) => dayText(`${day}T12:00:00.000Z`, { language, timeZone: 'UTC' })

/** "March 9, 2027", or from when to when. */
export function spanText({ t, language }: Reader, { from, to }: Pick<Closure, 'from' | 'to'>): string {
  if (from === to) return date(from, language)
  return t('calendar.span', { from: date(from, language), to: date(to, language) })
}

async function answer(c: Visit, form: FormState): Promise<Response> {
  const { school } = organizerOf(c)
  const closures = await listClosures(c.get('context'), school.id)
  const page = <CalendarPage reader={c.get('reader')} closures={closures} form={form} />
  return show(c, page, form.trouble ? 422 : 200)
}

/** Registers the school's calendar. */
export function registerCalendar(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.calendar(), (c) => answer(c, {}))
  onPost(app, schoolRoutes.calendar(), {
    by: organizerOf,
    schema: NewClosure,
    run: ({ context, school }, closure) => addClosure(context, school.id, closure),
    done: () => schoolRoutes.calendar(),
    again: ({ c }, form) => answer(c, form),
  })
  onPost(app, schoolRoutes.removeClosure(':closure'), {
    by: organizerOf,
    run: ({ context, school, params }) => removeClosure(context, school.id, params.closure),
    done: () => schoolRoutes.calendar(),
  })
}
