import type { Hono } from 'hono'
import { accept } from '../../shared/access/accept.ts'
import type { Context } from '../../shared/access/context.ts'
import { hashOf, newSecret } from '../../shared/access/identifier.ts'
import { readFamily } from '../../shared/family/family.operations.ts'
import type { School } from '../../shared/school/school.ts'
import { updateWorkshop } from '../../shared/session/workshop-change.operations.ts'
import { listProposals } from '../../shared/workshop/proposal.operations.ts'
import { createWorkshop, listWorkshops, readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import { NewWorkshop, PURPOSES, type Workshop, WorkshopChange } from '../../shared/workshop/workshop.ts'
import { Button, Choice, ErrorSummary, Field, Form, Hidden, TextArea } from '../components/form.tsx'
import { OWN_FORM } from '../components/form-context.ts'
import { type FormState, type SentForm, withPointers } from '../form.ts'
import { languageWithin } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { familyLabel } from './family.tsx'
import { chosenFamily, FamilyField } from './family-field.tsx'
import { SchoolPage } from './frame.tsx'
import { type Beginnings, BeginWith, Readers } from './plan-beside.tsx'
import { mustBePlanned } from './plan-how.tsx'
import { PlanHead } from './plan-steps.tsx'

const AUDIENCES = { parents: ['parents'], staff: ['staff'], both: ['parents', 'staff'] } as const

type Props = {
  reader: Reader
  form: FormState
  /** The draft, once there is one. */
  workshop?: Workshop | undefined
  /** The name of the family that leads it. */
  host?: string | undefined
  beginnings: Beginnings
  /** Names the draft that this page makes, so that the page makes one however often it is sent. */
  draft: string
  /** Whether it begins as a tour of the community. */
  isTour: boolean
  /** What was typed in the second step and could not be saved, to be handed back to it. */
  seats: string
}

/** The first step in planning a workshop: what it is, in the school's language. */
export function PlanWhatPage(props: Props) {
  const { reader, form, workshop, beginnings } = props
  const { t } = reader
  return (
    <SchoolPage
      look="plan"
      form={OWN_FORM}
      reader={reader}
      title={`${t('plan.step.what')} · ${t('plan.new')}`}
    >
      <PlanHead reader={reader} workshop={workshop} step="what" />
      <ErrorSummary t={t} form={form} />
      <div class="plan beside">
        <WhatForm {...props} />
        <div>
          <Readers reader={reader} workshop={workshop} workshops={beginnings.workshops} />
          {!workshop && <BeginWith reader={reader} beginnings={beginnings} />}
        </div>
      </div>
    </SchoolPage>
  )
}

function WhatForm(props: Props) {
  const { reader, form, workshop, host } = props
  const { t, language, school } = reader
  const main = school?.defaultLanguage ?? language
  const part = { t, form, lang: main }
  const inLanguage = main === language ? '' : ` (${languageWithin(main, language)})`
  return (
    <Form action={workshop ? schoolRoutes.planWorkshop(workshop.id) : schoolRoutes.newWorkshop()}>
      <Unseen {...props} />
      <Field
        {...part}
        name={`title.${main}`}
        required
        label={t('plan.called') + inLanguage}
        maxlength={120}
        value={workshop?.title[main]}
      />
      <TextArea
        {...part}
        name={`description.${main}`}
        plain
        label={t('plan.happens') + inLanguage}
        hint={t('plan.happensHint')}
        maxlength={2000}
        value={workshop?.description?.[main]}
      />
      <Purpose t={t} form={form} workshop={workshop} />
      <Host t={t} form={form} value={host} />
      <div class="actions">
        <Button>{t('plan.nextHow')}</Button>
        <Button kind="quiet" name="close" value="yes">
          {t('plan.close')}
        </Button>
      </div>
    </Form>
  )
}

/** What goes along with the form unseen. */
function Unseen({ form, workshop, draft, isTour, seats }: Props) {
  return (
    <>
      {workshop ? (
        <Hidden name="revision" kind="int" value={workshop.revision} />
      ) : (
        <Hidden name="draft" value={form.typed?.draft?.[0] ?? draft} />
      )}
      {isTour && <Hidden name="format" value="communityTour" />}
      {seats && <Hidden name="seats" value={seats} />}
    </>
  )
}

function Host(part: Pick<Reader, 't'> & { form: FormState; value: string | undefined }) {
  const { t } = part
  return <FamilyField {...part} plain name="host" label={t('plan.host')} hint={t('plan.leadsHint')} />
}

function Purpose({ t, form, workshop }: Pick<Props, 'form' | 'workshop'> & Pick<Reader, 't'>) {
  const part = { t, form }
  const { audience = ['parents'] } = workshop ?? {}
  return (
    <div class="halves wider">
      <Choice
        {...part}
        name="purpose"
        legend={t('plan.purpose')}
        options={PURPOSES.map((value) => ({ value, label: t(`plan.purpose.${value}`) }))}
        value={workshop?.purpose ?? 'learning'}
      />
      <Choice
        {...part}
        name="audience"
        legend={t('plan.audience')}
        options={(['parents', 'staff', 'both'] as const).map((value) => ({
          value,
          label: t(`plan.for.${value}`),
        }))}
        value={audience.length > 1 ? 'both' : audience[0]}
      />
    </div>
  )
}

// What a draft begins with; the second step asks for it.
const beginning = ({ defaultLanguage }: School) => ({
  durationMinutes: 90,
  presentationLanguage: defaultLanguage,
  offers: { childcare: true, food: true, interpretation: true },
})

function wordsOf({ values }: SentForm): Record<string, unknown> {
  const { host: _host, draft: _draft, close: _close, seats: _seats, audience, ...words } = values
  const chosen = Object.entries(AUDIENCES).find(([name]) => name === audience)?.[1] ?? audience
  return { ...words, ...(chosen !== undefined && { audience: chosen }) }
}

/** Makes the draft of a page, or changes the one that the page made before. */
async function planDraft(context: Context, school: School, form: SentForm): Promise<Workshop> {
  const hostFamily = await hostOf(context, school.id, form)
  const { title: typed = {}, ...words } = wordsOf(form)
  const input = accept(NewWorkshop, {
    ...beginning(school),
    ...words,
    // A title that is missing is refused at its field.
    title: { [school.defaultLanguage]: '', ...(typed as object) },
    ...(hostFamily && { hostFamily }),
  })
  const draft = form.text('draft')
  const once = draft ? { ...context, key: hashOf(`draft ${draft}`) } : context
  const made = await createWorkshop(once, school.id, input)
  const { title, description, purpose, audience } = input
  const change = {
    title,
    description: description ?? null,
    purpose,
    audience,
    hostFamily: hostFamily ?? null,
  }
  const isAsSent = Object.entries(change).every(
    ([name, value]) => JSON.stringify(made[name as keyof Workshop] ?? null) === JSON.stringify(value),
  )
  if (isAsSent || made.status !== 'draft') return made
  return updateWorkshop(context, made.id, { ...change, title: { ...made.title, ...title } })
}

async function changeDraft(context: Context, id: string, school: School, form: SentForm): Promise<Workshop> {
  const before = mustBePlanned(await readWorkshop(context, id))
  const { title = {}, description = {}, ...words } = wordsOf(form) as Record<string, object>
  const main = school.defaultLanguage
  const { [main]: _, ...others } = before.description ?? {}
  const texts = { ...others, ...description }
  const change = accept(WorkshopChange, {
    ...words,
    // A title that was emptied is refused and not kept.
    title: { ...before.title, [main]: '', ...title },
    description: Object.keys(texts).length > 0 ? texts : null,
    hostFamily: (await hostOf(context, school.id, form)) ?? null,
  })
  return updateWorkshop(context, id, change)
}

async function answer(c: Visit, form: FormState = {}, workshop?: Workshop): Promise<Response> {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const [workshops, proposals, family] = await Promise.all([
    listWorkshops(context, school.id),
    workshop ? [] : listProposals(context, school.id),
    workshop?.hostFamily ? readFamily(context, school.id, workshop.hostFamily) : undefined,
  ])
  const view = {
    ...{ form, workshop, beginnings: { workshops, proposals }, draft: newSecret() },
    ...{ host: family && familyLabel(family), isTour: c.req.query('tour') !== undefined },
    seats: form.typed?.seats?.[0] ?? c.req.query('seats') ?? '',
  }
  return show(c, <PlanWhatPage reader={c.get('reader')} {...view} />)
}

function afterwards(form: SentForm, { id }: Workshop): string {
  if (form.text('close')) return schoolRoutes.workshop(id)
  const seats = form.text('seats')
  return schoolRoutes.planHow(id) + (seats ? `?${new URLSearchParams({ seats })}` : '')
}

const hostOf = (context: Context, school: string, form: SentForm) =>
  chosenFamily(context, school, { field: 'host', text: form.text('host'), unknown: 'host-unknown' })

// The host is typed as a name.
const atHost = (pointer: string) => pointer.replace('/hostFamily', '/host')

/** Registers the first step in planning a workshop. */
export function registerPlanWhat(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.newWorkshop(), (c) => answer(c))
  onPost(app, schoolRoutes.newWorkshop(), {
    by: organizerOf,
    run: ({ context, school, form }) => planDraft(context, school, form),
    done: ({ form }, made) => afterwards(form, made),
    relocate: (trouble) => withPointers(trouble, atHost),
    again: ({ c }, form) => answer(c, form),
  })
  const path = schoolRoutes.planWorkshop(':workshop')
  app.get(path, async (c) => {
    organizerOf(c)
    const workshop = await readWorkshop(c.get('context'), c.req.param('workshop'))
    return workshop.sessions ? c.redirect(schoolRoutes.editWorkshop(workshop.id)) : answer(c, {}, workshop)
  })
  onPost(app, path, {
    by: organizerOf,
    run: ({ context, school, params, form }) => changeDraft(context, params.workshop, school, form),
    done: ({ form }, changed) => afterwards(form, changed),
    relocate: (trouble) => withPointers(trouble, atHost),
    again: async ({ c, context, params }, form) =>
      answer(c, form, await readWorkshop(context, params.workshop)),
  })
}
