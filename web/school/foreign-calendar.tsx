import type { Hono } from 'hono'
import * as z from 'zod'
import { accept } from '../../shared/access/accept.ts'
import { refuse } from '../../shared/access/refusal.ts'
import { importCalendar, listClosures, previewCalendar } from '../../shared/calendar/calendar.operations.ts'
import {
  CalendarImport,
  type CalendarPreview,
  type ComingDay,
} from '../../shared/calendar/calendar-import.ts'
import { type Closure, NewClosure } from '../../shared/calendar/closure.ts'
import { Button, ErrorSummary, Field, Flag, Form, Hidden } from '../components/form.tsx'
import { Notice } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { spanText } from './calendar.tsx'
import { SchoolPage } from './frame.tsx'

// Limits the errors shown for a file whose every line is odd.
const MOST_SHOWN = 50
// A name this frequent is a letter day or the like, and no closure.
const OFTEN = 10

type Found = Pick<CalendarPreview, 'comes' | 'goes'> & Partial<CalendarPreview>
type ForeignProps = { reader: Reader; form: FormState; found?: Found }

/** A calendar from elsewhere: a file or an address first, then what comes and what goes, to choose from. */
export function ForeignCalendarPage({ reader, form, found }: ForeignProps) {
  const { t } = reader
  const hasChoice = found !== undefined && found.comes.length + found.goes.length > 0
  return (
    <SchoolPage reader={reader} title={t('foreign.title')}>
      <h1>{t('foreign.title')}</h1>
      <ErrorSummary t={t} form={form} />
      {found && !hasChoice && <Notice>{t('foreign.none')}</Notice>}
      {found && <LeftOut reader={reader} found={found} />}
      {hasChoice ? (
        <Choice reader={reader} form={form} found={found} />
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

/** The unreadable entries by line, and the number of those with hours. */
function LeftOut({ reader: { t }, found: { unread = [], timed = 0 } }: { reader: Reader; found: Found }) {
  return (
    <>
      {unread.length > 0 && (
        <section>
          <h2>{t('foreign.unread')}</h2>
          <p>{t('foreign.unreadText')}</p>
          <ul class="list">
            {unread.slice(0, MOST_SHOWN).map(({ line, name, reason: code }) => {
              const reason = t(`foreign.reason.${code}`)
              return (
                <li>
                  {name ? t('foreign.line', { line, name, reason }) : t('foreign.lineOnly', { line, reason })}
                </li>
              )
            })}
          </ul>
          {unread.length > MOST_SHOWN && <p>{t('foreign.more', { count: unread.length - MOST_SHOWN })}</p>}
        </section>
      )}
      {timed > 0 && <p>{t('foreign.timed', { count: timed })}</p>}
    </>
  )
}

function Choice({ reader, form, found }: { reader: Reader; form: FormState; found: Found }) {
  const { t } = reader
  const { comes, goes } = found
  const isOften = ({ name, was }: ComingDay) =>
    !was && comes.filter((other) => other.name === name).length >= OFTEN
  return (
    <Form action={schoolRoutes.bringClosures()}>
      <Hidden name="source" value={found.source ?? comes[0]?.source ?? ''} />
      {comes.length > 0 && (
        <section>
          <h2>{t('foreign.comes')}</h2>
          <p>{t('foreign.choose')}</p>
          {comes.some(isOften) && <p>{t('foreign.often')}</p>}
          <ul class="list">
            {comes.map((day, place) => (
              <li>
                <ComingFields day={day} name={`days.${place}`} />
                <Flag
                  form={form}
                  name={`days.${place}.taken`}
                  label={<strong>{day.name}</strong>}
                  checked={!isOften(day)}
                />
                <DayText reader={reader} day={day} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {goes.length > 0 && <Going reader={reader} form={form} goes={goes} />}
      <Button>{t('foreign.bring')}</Button>
    </Form>
  )
}

function ComingFields({ day: { name, from, to, uid }, name: field }: { day: ComingDay; name: string }) {
  return (
    <>
      <Hidden name={`${field}.name`} value={name} />
      <Hidden name={`${field}.from`} value={from} />
      {to && to !== from && <Hidden name={`${field}.to`} value={to} />}
      {uid && <Hidden name={`${field}.uid`} value={uid} />}
    </>
  )
}

/** A day, and its current entry in the school's calendar. */
function DayText({ reader, day: { name, from, to = from, was } }: { reader: Reader; day: ComingDay }) {
  const { t } = reader
  const isSame = was?.name === name && was.to === to
  return (
    <>
      {spanText(reader, { from, to })}
      {was && (
        <p class="hint">
          {isSame ? t('foreign.known') : t('foreign.was', { was: `${was.name}, ${spanText(reader, was)}` })}
        </p>
      )}
    </>
  )
}

function Going({ reader, form, goes }: { reader: Reader; form: FormState; goes: readonly Closure[] }) {
  const { t } = reader
  return (
    <section>
      <h2>{t('foreign.goes')}</h2>
      <p>{t('foreign.goesText')}</p>
      <ul class="list">
        {goes.map((closure, place) => (
          <li>
            <Hidden name={`gone.${place}.id`} value={closure.id} />
            <Flag
              form={form}
              name={`gone.${place}.taken`}
              label={<strong>{closure.name}</strong>}
              checked={true}
            />
            {spanText(reader, closure)}
          </li>
        ))}
      </ul>
    </section>
  )
}

const taken = () => z.boolean().default(false)
const Sent = z.lazy(() =>
  z.object({
    source: z.string().optional(),
    days: z.array(z.looseObject({ taken: taken() })).default([]),
    gone: z.array(z.object({ id: z.string(), taken: taken() })).default([]),
  }),
)
type Sent = z.infer<typeof Sent>

/** The chosen and unchosen days, as input of the operation. */
function importOf({ source, days, gone }: Sent): unknown {
  const rows = (isTaken: boolean) =>
    days
      .filter((day) => day.taken === isTaken)
      .map(({ taken: _, ...day }) => ({ ...day, ...(source && { source }) }))
  return {
    days: rows(true),
    left: rows(false),
    gone: gone.filter((one) => one.taken).map(({ id }) => id),
  }
}

/** The choice as it was sent, to show it again. */
async function foundAgain(c: Visit, { source, days, gone }: Sent): Promise<Found> {
  const { school } = organizerOf(c)
  const closures = await listClosures(c.get('context'), school.id)
  const comes = days.flatMap(({ taken: _, ...day }) => NewClosure.safeParse(day).data ?? [])
  const goes = gone.flatMap(({ id }) => closures.find((one) => one.id === id) ?? [])
  return { comes, goes, ...(source !== undefined && { source }) }
}

async function given(c: Visit, file: File | undefined, address: string): Promise<Uint8Array | string> {
  if (file) return new Uint8Array(await file.arrayBuffer())
  if (!address) return refuse('invalid-input', { errors: [{ pointer: '/file', detail: 'required' }] })
  return c.get('services').readAddress?.(address) ?? refuse('address-not-allowed')
}

function answer(c: Visit, form: FormState, found?: Found): Response | Promise<Response> {
  const page = <ForeignCalendarPage reader={c.get('reader')} form={form} {...(found && { found })} />
  return show(c, page, form.trouble ? 422 : 200)
}

/** Registers the import of a calendar from elsewhere. */
export function registerForeignCalendar(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.foreignCalendar(), (c) => {
    organizerOf(c)
    return answer(c, {})
  })
  onPost(app, schoolRoutes.foreignCalendar(), {
    by: organizerOf,
    run: async ({ c, context, school, form: { text, file } }) =>
      previewCalendar(context, school.id, await given(c, file('file'), text('address'))),
    done: ({ c }, found) => answer(c, {}, found),
    again: ({ c }, form) => answer(c, form),
  })
  onPost(app, schoolRoutes.bringClosures(), {
    by: organizerOf,
    schema: CalendarImport,
    values: ({ values }) => importOf(accept(Sent, values)),
    run: ({ context, school }, taken) => importCalendar(context, school.id, taken),
    done: () => schoolRoutes.calendar(),
    again: async ({ c, form: { values } }, form) => {
      const sent = Sent.safeParse(values).data
      return answer(c, form, sent && (await foundAgain(c, sent)))
    },
  })
}
