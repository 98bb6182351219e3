import type { Hono } from 'hono'
import { listedFamilies } from '../../shared/family/directory.operations.ts'
import type { Listed } from '../../shared/family/directory.ts'
import { previewChange, updateWorkshop } from '../../shared/session/workshop-change.operations.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import {
  AUDIENCES,
  CAPACITIES,
  FORMATS,
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
  Form,
  Hidden,
  Select,
  TextArea,
} from '../components/form.tsx'
import { OWN_FORM } from '../components/form-context.ts'
import { OfferFields } from '../components/offer-fields.tsx'
import type { FormState } from '../form.ts'
import { languageOptions } from '../messages/choices.ts'
import { capital, languageName } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { chosenFamily, FamilyField } from './family-field.tsx'
import { SchoolPage } from './frame.tsx'
import { type PreparedNews, prepareNews, TellPage } from './tell-families.tsx'

type FormProps = { reader: Reader; form: FormState; workshop: Workshop }
type PageProps = FormProps & {
  /** The possible hosts. */
  families: readonly Listed[]
}

/** The form to change a workshop: all that is kept about it, in every language. */
export function WorkshopFormPage({ reader, form, workshop, families }: PageProps) {
  const { t } = reader
  const title = t('plan.edit')
  return (
    <SchoolPage look="plan" form={OWN_FORM} reader={reader} title={title}>
      <h1>{title}</h1>
      <ErrorSummary t={t} form={form} />
      <div class="plan">
        <Form action={schoolRoutes.editWorkshop(workshop.id)}>
          <Hidden name="revision" kind="int" value={workshop.revision} />
          <Words reader={reader} form={form} workshop={workshop} />
          <Format {...{ reader, form, workshop, families }} />
          <Kind reader={reader} form={form} workshop={workshop} />
          <Practical reader={reader} form={form} workshop={workshop} />
          <Button>{t('form.save')}</Button>
        </Form>
      </div>
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
          <div class="halves">
            <Field
              t={t}
              form={form}
              name={`title.${tag}`}
              lang={tag}
              label={t('plan.title', named)}
              maxlength={120}
              value={workshop.title[tag]}
            />
            <TextArea
              t={t}
              form={form}
              name={`description.${tag}`}
              lang={tag}
              label={t('plan.description', named)}
              maxlength={2000}
              rows={2}
              value={workshop.description?.[tag]}
            />
          </div>
        )
      })}
    </>
  )
}

function Format({ reader: { t }, form, workshop, families }: PageProps) {
  return (
    <div class="halves">
      <Choice
        t={t}
        form={form}
        name="format"
        legend={t('plan.format')}
        inline
        options={FORMATS.map((value) => ({ value, label: t(`workshop.format.${value}`) }))}
        value={workshop.format ?? 'workshop'}
      />
      <FamilyField
        {...{ t, form, families, value: workshop.hostFamily }}
        name="hostFamily"
        label={t('plan.host')}
        hint={t('plan.leadsHint')}
        empty={t('plan.hostSchool')}
      />
    </div>
  )
}

function Kind({ reader: { t }, form, workshop }: FormProps) {
  const part = { t, form }
  return (
    <div class="halves">
      <Choice
        {...part}
        name="purpose"
        legend={t('plan.purpose')}
        options={PURPOSES.map((value) => ({ value, label: t(`plan.purpose.${value}`) }))}
        value={workshop.purpose}
      />
      <CheckList
        {...part}
        name="audience"
        legend={t('plan.audience')}
        options={AUDIENCES.map((value) => ({ value, label: capital(t(`teach.audience.${value}`)) }))}
        values={workshop.audience}
      />
      <CheckList
        {...part}
        name="builds"
        legend={t('plan.builds')}
        options={CAPACITIES.map((value) => ({ value, label: t(`teach.builds.${value}`) }))}
        values={workshop.builds}
      />
      <OfferFields t={t} form={form} workshop={workshop} />
    </div>
  )
}

function Practical({ reader: { t, language, school }, form, workshop }: FormProps) {
  const part = { t, form }
  const number = { ...part, type: 'number', short: true } as const
  return (
    <div class="halves">
      <Select
        {...part}
        name="presentationLanguage"
        required
        label={t('plan.language')}
        options={languageOptions(language, school?.languages)}
        value={workshop.presentationLanguage}
      />
      <Field
        {...number}
        name="durationMinutes"
        required
        label={t('plan.minutes')}
        value={workshop.durationMinutes}
      />
      <Field {...part} name="place" label={t('plan.place')} maxlength={200} value={workshop.place} />
      <Field {...number} name="seats" label={t('plan.seats')} value={workshop.seats} />
      <Field
        {...number}
        name="presenters"
        required
        label={t('plan.presenters')}
        value={workshop.presenters}
      />
      <Field
        {...number}
        name="volunteers"
        required
        label={t('plan.volunteers')}
        value={workshop.volunteers}
      />
    </div>
  )
}

/** Asks before a scheduled workshop changes: who hears of it. */
function ChangePage({ reader, news, fields }: { reader: Reader; news: PreparedNews; fields: SentFields }) {
  const { id } = news.workshop
  const [action, back] = [schoolRoutes.editWorkshop(id), schoolRoutes.editWorkshop(id)]
  return <TellPage {...{ reader, news, action, back, fields }} title={reader.t('send.changed')} />
}

// A field that was emptied is sent without a value, and boxes without a tick are not sent.
const EMPTIED = { description: null, place: null, seats: null, hostFamily: null, offers: {}, builds: [] }

async function answer(c: Visit, workshop: Workshop, form: FormState = {}): Promise<Response> {
  const { school } = organizerOf(c)
  const families = await listedFamilies(c.get('context'), school.id)
  return show(c, <WorkshopFormPage reader={c.get('reader')} {...{ form, workshop, families }} />)
}

/** Registers the form that changes a workshop. */
export function registerWorkshopForm(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.editWorkshop(':workshop'), async (c) => {
    organizerOf(c)
    return answer(c, await readWorkshop(c.get('context'), c.req.param('workshop')))
  })
  onPost(app, schoolRoutes.editWorkshop(':workshop'), {
    by: organizerOf,
    schema: WorkshopChange,
    values: ({ values: { [CONFIRMED]: _, hostFamily: __, ...values } }) => ({
      ...EMPTIED,
      title: {},
      ...values,
    }),
    run: async ({ context, school, params, form }, rest) => {
      const host = { field: 'hostFamily', text: form.text('hostFamily'), unknown: 'host-unknown' }
      const change = { ...rest, hostFamily: (await chosenFamily(context, school.id, host)) ?? null }
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
      answer(c, await readWorkshop(context, params.workshop), form),
  })
}
