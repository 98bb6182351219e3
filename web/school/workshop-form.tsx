import type { Hono } from 'hono'
import { allFamilies } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import { previewChange, updateWorkshop } from '../../shared/session/workshop-change.operations.ts'
import { createWorkshop, readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import {
  AUDIENCES,
  CAPACITIES,
  FORMATS,
  NewWorkshop,
  PURPOSES,
  type Workshop,
  WorkshopChange,
} from '../../shared/workshop/workshop.ts'
import { CONFIRMED, type SentFields } from '../components/confirm-form.tsx'
import {
  Button,
  CheckList,
  Choice,
  ErrorSummary,
  Field,
  Flag,
  Form,
  Hidden,
  Select,
  TextArea,
} from '../components/form.tsx'
import type { FormState } from '../form.ts'
import { languageOptions } from '../messages/choices.ts'
import { languageName } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { familyLabel } from './family.tsx'
import { SchoolPage } from './frame.tsx'
import { type PreparedNews, prepareNews, TellPage } from './tell-families.tsx'

const OFFERS = ['childcare', 'food', 'interpretation', 'rides'] as const

type FormProps = { reader: Reader; form: FormState; workshop?: Workshop | undefined }
type PageProps = FormProps & {
  /** The possible hosts. */
  families: readonly Family[]
  /** Whether it begins as a tour of the community. */
  isTour?: boolean
}

/** The form to plan or change a workshop. */
export function WorkshopFormPage({ reader, form, workshop, families, isTour = false }: PageProps) {
  const { t } = reader
  const title = t(workshop ? 'plan.edit' : 'plan.new')
  return (
    <SchoolPage reader={reader} title={title}>
      <h1>{title}</h1>
      <ErrorSummary t={t} form={form} />
      <Form action={workshop ? schoolRoutes.editWorkshop(workshop.id) : schoolRoutes.newWorkshop()}>
        {workshop && <Hidden name="revision" kind="int" value={workshop.revision} />}
        <Words reader={reader} form={form} workshop={workshop} />
        <Format {...{ reader, form, workshop, families, isTour }} />
        <Kind reader={reader} form={form} workshop={workshop} />
        <Practical reader={reader} form={form} workshop={workshop} />
        <Button>{t('form.save')}</Button>
      </Form>
    </SchoolPage>
  )
}

function Words({ reader, form, workshop }: FormProps) {
  const { t, language, school } = reader
  return (
    <>
      {(school?.languages ?? []).map((tag) => {
        const named = { language: languageName(tag, language) }
        return (
          <>
            <Field
              t={t}
              form={form}
              name={`title.${tag}`}
              lang={tag}
              label={t('plan.title', named)}
              maxlength={120}
              value={workshop?.title[tag]}
            />
            <TextArea
              t={t}
              form={form}
              name={`description.${tag}`}
              lang={tag}
              label={t('plan.description', named)}
              maxlength={2000}
              value={workshop?.description?.[tag]}
            />
          </>
        )
      })}
    </>
  )
}

function Format({ reader: { t }, form, workshop, families, isTour }: PageProps) {
  return (
    <>
      <Choice
        t={t}
        form={form}
        name="format"
        legend={t('plan.format')}
        inline
        options={FORMATS.map((value) => ({ value, label: t(`workshop.format.${value}`) }))}
        value={workshop?.format ?? (isTour ? 'communityTour' : 'workshop')}
      />
      <Select
        t={t}
        form={form}
        name="hostFamily"
        label={t('plan.host')}
        options={families.map((family) => ({ value: family.id, label: familyLabel(family) }))}
        value={workshop?.hostFamily}
        empty={t('plan.hostSchool')}
      />
    </>
  )
}

function Kind({ reader: { t }, form, workshop }: FormProps) {
  const part = { t, form }
  return (
    <>
      <Choice
        {...part}
        name="purpose"
        legend={t('plan.purpose')}
        options={PURPOSES.map((value) => ({ value, label: t(`plan.purpose.${value}`) }))}
        value={workshop?.purpose ?? 'learning'}
      />
      <CheckList
        {...part}
        name="audience"
        legend={t('plan.audience')}
        options={AUDIENCES.map((value) => ({ value, label: t(`teach.audience.${value}`) }))}
        values={workshop?.audience ?? ['parents']}
      />
      <CheckList
        {...part}
        name="builds"
        legend={t('plan.builds')}
        options={CAPACITIES.map((value) => ({ value, label: t(`teach.builds.${value}`) }))}
        values={workshop?.builds ?? []}
      />
      <fieldset>
        <legend>{t('plan.offers')}</legend>
        {OFFERS.map((offer) => (
          <Flag
            form={form}
            name={`offers.${offer}`}
            label={t(`workshop.offer.${offer}`)}
            checked={workshop?.offers[offer] ?? true}
          />
        ))}
      </fieldset>
    </>
  )
}

function Practical({ reader: { t, language, school }, form, workshop }: FormProps) {
  const part = { t, form }
  const number = { ...part, type: 'number', short: true } as const
  return (
    <>
      <Select
        {...part}
        name="presentationLanguage"
        required
        label={t('plan.language')}
        options={languageOptions(language, school?.languages)}
        value={workshop?.presentationLanguage ?? school?.defaultLanguage}
      />
      <Field
        {...number}
        name="durationMinutes"
        required
        label={t('plan.minutes')}
        value={workshop?.durationMinutes ?? 90}
      />
      <Field {...part} name="place" label={t('plan.place')} maxlength={200} value={workshop?.place} />
      <Field {...number} name="seats" label={t('plan.seats')} value={workshop?.seats} />
      <Field
        {...number}
        name="presenters"
        required
        label={t('plan.presenters')}
        value={workshop?.presenters ?? 1}
      />
      <Field
        {...number}
        name="volunteers"
        required
        label={t('plan.volunteers')}
        value={workshop?.volunteers ?? 0}
      />
    </>
  )
}

/** Asks before a scheduled workshop changes: who hears of it. */
function ChangePage({ reader, news, fields }: { reader: Reader; news: PreparedNews; fields: SentFields }) {
  const { id } = news.workshop
  const [action, back] = [schoolRoutes.editWorkshop(id), schoolRoutes.editWorkshop(id)]
  return <TellPage {...{ reader, news, action, back, fields }} title={reader.t('send.changed')} />
}

// Clearing a field of an existing workshop removes its value.
const EMPTIED = { description: null, place: null, seats: null, hostFamily: null }

type Shown = { form?: FormState; workshop?: Workshop }

async function answer(c: Visit, { form = {}, workshop }: Shown = {}): Promise<Response> {
  const { school } = organizerOf(c)
  const families = await allFamilies(c.get('context'), school.id)
  const isTour = c.req.query('tour') !== undefined
  const page = <WorkshopFormPage reader={c.get('reader')} {...{ form, workshop, families, isTour }} />
  return show(c, page)
}

/** Registers the forms of a workshop. */
export function registerWorkshopForm(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.newWorkshop(), (c) => answer(c))
  onPost(app, schoolRoutes.newWorkshop(), {
    by: organizerOf,
    schema: NewWorkshop,
    values: ({ values }) => ({ title: {}, ...values }),
    run: ({ context, school }, workshop) => createWorkshop(context, school.id, workshop),
    done: (_, { id }) => schoolRoutes.workshop(id),
    again: ({ c }, form) => answer(c, { form }),
  })
  app.get(schoolRoutes.editWorkshop(':workshop'), async (c) => {
    organizerOf(c)
    return answer(c, { workshop: await readWorkshop(c.get('context'), c.req.param('workshop')) })
  })
  onPost(app, schoolRoutes.editWorkshop(':workshop'), {
    by: organizerOf,
    schema: WorkshopChange,
    values: ({ values: { [CONFIRMED]: _, ...values } }) => ({ ...EMPTIED, title: {}, ...values }),
    run: async ({ context, params, form }, change) => {
      const { sessions, ...news } = await previewChange(context, params.workshop, change)
      if (sessions.length > 0 && !form.text(CONFIRMED)) {
        const known = sessions.map(({ id }) => id)
        const prepared = await prepareNews(context, { kind: 'changed', sessions, ...news }, known)
        if (prepared.audience.families > 0) return prepared
      }
      await updateWorkshop(context, params.workshop, change, 'after-undo')
      return undefined
    },
    done: ({ c, params, form }, news) =>
      news
        ? show(c, <ChangePage reader={c.get('reader')} news={news} fields={form.sent} />)
        : schoolRoutes.workshop(params.workshop),
    again: async ({ c, context, params }, form) =>
      answer(c, { form, workshop: await readWorkshop(context, params.workshop) }),
  })
}
