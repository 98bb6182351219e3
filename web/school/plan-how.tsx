import type { Hono } from 'hono'
import { accept } from '../../shared/access/accept.ts'
import { refuse } from '../../shared/access/refusal.ts'
import { type Forecast, forecastFor } from '../../shared/logistics/forecast.operations.ts'
import { updateWorkshop } from '../../shared/session/workshop-change.operations.ts'
import { listWorkshops, readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import { type Workshop, WorkshopChange } from '../../shared/workshop/workshop.ts'
import { describedBy, Label, typedText } from '../components/field-label.tsx'
import { Button, Choice, ErrorSummary, Field, Form, Hidden, Select } from '../components/form.tsx'
import { OWN_FORM } from '../components/form-context.ts'
import { OfferFields } from '../components/offer-fields.tsx'
import type { FormState, SentForm } from '../form.ts'
import { languageOptions } from '../messages/choices.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { ForecastCard } from './plan-forecast.tsx'
import { PlanHead } from './plan-steps.tsx'

const MINUTES = [30, 45, 60, 90]
const MOST_PLACES = 12

type Props = {
  reader: Reader
  form: FormState
  workshop: Workshop
  /** Where workshops were held before. */
  places: readonly string[]
  forecast: Forecast | undefined
  /** Times that were picked before, to go back to. */
  suggested: readonly string[]
  /** What was typed as the number of seats before going back, where it could not be saved. */
  seats?: string | undefined
}

/** The second step in planning a workshop: how long, where, and what is offered. */
export function PlanHowPage(props: Props) {
  const { reader, form, workshop, forecast } = props
  const { t } = reader
  return (
    <SchoolPage
      look="plan"
      form={OWN_FORM}
      reader={reader}
      title={`${t('plan.step.how')} · ${t('plan.new')}`}
    >
      <PlanHead reader={reader} workshop={workshop} step="how" />
      <ErrorSummary t={t} form={form} />
      <div class="plan beside">
        <HowForm {...props} />
        <ForecastCard reader={reader} workshop={workshop} forecast={forecast} />
      </div>
    </SchoolPage>
  )
}

function HowForm({ reader, form, workshop, places, suggested, seats }: Props) {
  const { t } = reader
  return (
    <Form action={schoolRoutes.planHow(workshop.id)}>
      <Hidden name="revision" kind="int" value={workshop.revision} />
      {suggested.map((time) => (
        <input type="hidden" name="suggested:list" value={time} />
      ))}
      <LengthAndPlace {...{ reader, form, workshop, places, seats }} />
      <OfferFields t={t} form={form} workshop={workshop} />
      <div class="actions">
        <Button>{t('plan.nextTimes')}</Button>
        <Button kind="quiet" name="back" value="yes">
          {t('plan.back')}
        </Button>
      </div>
    </Form>
  )
}

function LengthAndPlace({ reader, form, workshop, places, seats }: Omit<Props, 'forecast' | 'suggested'>) {
  const { t, language, school } = reader
  const part = { t, form }
  const minutes = [...new Set([...MINUTES, workshop.durationMinutes])].sort((one, other) => one - other)
  const lengths = minutes.map((count) => ({
    value: String(count),
    label: t('workshop.minutes', { minutes: count }),
  }))
  return (
    <div class="halves">
      <Choice
        {...part}
        name="durationMinutes"
        legend={t('plan.howLong')}
        options={lengths}
        value={String(workshop.durationMinutes)}
      />
      <PlaceField {...part} places={places} value={workshop.place} />
      <Field
        {...part}
        name="seats"
        type="number"
        plain
        label={t('plan.seatsForAdults')}
        hint={t('plan.seatsHint')}
        value={seats ?? workshop.seats}
      />
      <Select
        {...part}
        name="presentationLanguage"
        required
        label={t('plan.language')}
        options={languageOptions(language, [...(school?.languages ?? []), workshop.presentationLanguage])}
        value={workshop.presentationLanguage}
      />
    </div>
  )
}

type PlaceProps = Pick<Props, 'form' | 'places'> & Pick<Reader, 't'> & { value: string | undefined }

/** Where it is held; places of before are offered while one types. */
function PlaceField({ t, form, places, value }: PlaceProps) {
  const name = 'place'
  return (
    <div class="field">
      <Label t={t} form={form} name={name} label={t('plan.place')} plain />
      <input
        id={name}
        name={name}
        list="places"
        maxlength={200}
        value={typedText(form, name, value)}
        {...describedBy({ form, name, hint: undefined })}
      />
      <datalist id="places">
        {places.map((place) => (
          <option value={place} />
        ))}
      </datalist>
    </div>
  )
}

/** A workshop whose time is not chosen yet; refuses `already-scheduled`, since families would have to be told. */
export function mustBePlanned(workshop: Workshop): Workshop {
  return workshop.status === 'draft' || workshop.status === 'voting' ? workshop : refuse('already-scheduled')
}

function changeOf({ values }: SentForm): WorkshopChange {
  const { back, suggested: _suggested, durationMinutes, ...given } = values
  const minutes = durationMinutes === undefined ? {} : { durationMinutes: Number(durationMinutes) }
  // A field that was emptied, and boxes without a tick, are not sent.
  const change = { place: null, seats: null, offers: {}, ...given, ...minutes }
  return accept(WorkshopChange, back ? whatIsValid(change) : change)
}

// Who goes back a step is not held up by what cannot be saved.
function whatIsValid(change: Record<string, unknown>): Record<string, unknown> {
  const wrong = new Set(WorkshopChange.safeParse(change).error?.issues.map(({ path }) => path[0]))
  return Object.fromEntries(Object.entries(change).filter(([name]) => !wrong.has(name)))
}

const suggestedIn = (form: SentForm): string[] => {
  const given = form.values.suggested
  return Array.isArray(given) ? given.map(String) : []
}

// What the step before hands back, so that nothing that was typed is lost.
const unsavedSeats = (form: SentForm, { seats }: Workshop) =>
  form.text('seats') === String(seats ?? '') ? '' : `?${new URLSearchParams({ seats: form.text('seats') })}`

const withTimes = (path: string, times: readonly string[]) =>
  times.length > 0 ? `${path}?${new URLSearchParams(times.map((time) => ['suggested', time]))}` : path

async function answer(
  c: Visit,
  id: string,
  form: FormState,
  suggested: readonly string[],
): Promise<Response> {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const [workshop, workshops] = await Promise.all([
    readWorkshop(context, id),
    listWorkshops(context, school.id),
  ])
  if (workshop.sessions && !form.trouble) return c.redirect(schoolRoutes.editWorkshop(id))
  const forecast = await forecastFor(context, workshop, workshops)
  const places = [...new Set(workshops.flatMap(({ place }) => place ?? []))].slice(-MOST_PLACES)
  const view = { form, workshop, places, forecast, suggested, seats: c.req.query('seats') }
  return show(c, <PlanHowPage reader={c.get('reader')} {...view} />)
}

/** Registers the second step in planning a workshop. */
export function registerPlanHow(app: Hono<WebEnv>): void {
  const path = schoolRoutes.planHow(':workshop')
  app.get(path, (c) => answer(c, c.req.param('workshop'), {}, c.req.queries('suggested') ?? []))
  onPost(app, path, {
    by: organizerOf,
    run: async ({ context, params, form }) => {
      const change = changeOf(form)
      mustBePlanned(await readWorkshop(context, params.workshop))
      return updateWorkshop(context, params.workshop, change)
    },
    done: ({ form }, changed) =>
      form.text('back')
        ? schoolRoutes.planWorkshop(changed.id) + unsavedSeats(form, changed)
        : withTimes(schoolRoutes.poll(changed.id), suggestedIn(form)),
    again: ({ c, params, form }, state) => answer(c, params.workshop, state, suggestedIn(form)),
  })
}
