import type { Hono } from 'hono'
import { accept } from '../../shared/access/accept.ts'
import { addFamily, readFamily, updateFamily } from '../../shared/family/family.operations.ts'
import { AGE_BANDS, type Child, type Family, FamilyInput } from '../../shared/family/family.ts'
import { changeTo } from '../../shared/family/family-change.ts'
import { groupsOfSchool } from '../../shared/family/group.operations.ts'
import { CaregiverFields, typedCaregivers } from '../components/caregiver-fields.tsx'
import { Button, ErrorSummary, Field, Flag, Form, Hidden, Select } from '../components/form.tsx'
import { OWN_FORM } from '../components/form-context.ts'
import { GroupFields, typedGroups } from '../components/group-fields.tsx'
import type { FormState } from '../form.ts'
import { FAMILY_LANGUAGES, languageOptions } from '../messages/choices.ts'
import { capital } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { noteRead } from './viewed.ts'

const NEW_CAREGIVERS = 2
const MORE_CAREGIVERS = 1
const MORE_CHILDREN = 3

type FormProps = { reader: Reader; form: FormState; family?: Family | undefined }
type PageProps = FormProps & { groups: readonly string[] }

/** The form to add or change a family by hand. */
export function FamilyFormPage({ reader, form, family, groups }: PageProps) {
  const { t } = reader
  const title = family ? t('family.editTitle', { family: family.name }) : t('family.new')
  return (
    <SchoolPage form={OWN_FORM} reader={reader} title={title}>
      <h1>{title}</h1>
      <ErrorSummary t={t} form={form} />
      <Form action={family ? schoolRoutes.editFamily(family.id) : schoolRoutes.newFamily()}>
        {family && <Hidden name="revision" kind="int" value={family.revision} />}
        <Field
          t={t}
          form={form}
          name="name"
          required={family !== undefined}
          label={t('family.name')}
          hint={family ? undefined : t('family.nameHint')}
          maxlength={100}
          value={family?.name}
        />
        <Languages reader={reader} form={form} family={family} />
        <Caregivers reader={reader} form={form} family={family} />
        <h2>{t('families.children')}</h2>
        <p class="hint">{t('family.childrenHint')}</p>
        <Children reader={reader} form={form} family={family} />
        <GroupFields reader={reader} form={form} known={groups} chosen={family?.groups ?? []} />
        <Button>{t('form.save')}</Button>
      </Form>
    </SchoolPage>
  )
}

function Caregivers({ reader: { t }, form, family }: FormProps) {
  const known = family?.caregivers ?? []
  const places = known.length + (family ? MORE_CAREGIVERS : NEW_CAREGIVERS)
  return (
    <>
      <h2>{t('families.caregivers')}</h2>
      {Array.from({ length: places }, (_, place) => (
        <CaregiverFields t={t} form={form} place={place} caregiver={known[place]} mayLeave />
      ))}
      <Flag
        form={form}
        name="bothMustAttend"
        label={t('family.together')}
        checked={family?.bothMustAttend ?? false}
      />
    </>
  )
}

function Languages({ reader: { t, language, school }, form, family }: FormProps) {
  const options = languageOptions(language, [
    ...(school?.languages ?? []),
    ...FAMILY_LANGUAGES,
    ...(family ? [family.writtenLanguage, family.spokenLanguage] : []),
  ])
  const initial = school?.defaultLanguage
  const part = { t, form, required: true, options }
  return (
    <>
      <Select
        {...part}
        name="writtenLanguage"
        label={t('family.written')}
        value={family?.writtenLanguage ?? initial}
      />
      <Select
        {...part}
        name="spokenLanguage"
        label={t('family.spoken')}
        value={family?.spokenLanguage ?? initial}
      />
    </>
  )
}

function Children({ reader: { t }, form, family }: FormProps) {
  const known: (Child | undefined)[] = [...(family?.children ?? [])]
  const places = [...known, ...Array.from({ length: MORE_CHILDREN }, () => undefined)]
  const bands = AGE_BANDS.map((value) => ({ value, label: capital(t(`session.band.${value}`)) }))
  return (
    <>
      {places.map((child, place) => (
        <fieldset id={`children.${place}`} tabindex={-1}>
          <legend>{t('family.child', { number: place + 1 })}</legend>
          <Field
            t={t}
            form={form}
            plain
            short
            name={`children.${place}.grade`}
            label={t('family.gradeLabel')}
            maxlength={20}
            value={child && 'grade' in child ? child.grade : undefined}
          />
          <Select
            t={t}
            form={form}
            plain
            name={`children.${place}.ageBand`}
            label={t('family.ageLabel')}
            options={bands}
            empty={t('about.noChannel')}
            value={child && 'ageBand' in child ? child.ageBand : undefined}
          />
        </fieldset>
      ))}
    </>
  )
}

type Values = Record<string, unknown>

/** The form's values for the schema: ticked people leave the family. */
export function familyValues({ knownGroups: _, ...values }: Values, family?: Family): Values {
  const caregivers = typedCaregivers(values, family?.caregivers)
    .filter((one) => !one.leaves)
    .map(({ leaves: _, ...one }) => ({ givenName: '', ...one }))
  return { children: [], groups: [], ...values, caregivers, bothMustAttend: values.bothMustAttend === true }
}

async function groupsFor(c: Visit, family?: Family): Promise<string[]> {
  const groups = await groupsOfSchool(c.get('context'), organizerOf(c).school.id)
  return [...new Set([...groups, ...(family?.groups ?? [])])].sort()
}

/** Registers the forms of a family. */
export function registerFamilyForm(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.newFamily(), async (c) => {
    organizerOf(c)
    return show(c, <FamilyFormPage reader={c.get('reader')} form={{}} groups={await groupsFor(c)} />)
  })
  onPost(app, schoolRoutes.newFamily(), {
    by: organizerOf,
    run: async ({ c, context, school, form: { values } }) => {
      const groups = typedGroups(c.get('reader'), values, await groupsFor(c))
      return addFamily(context, school.id, accept(FamilyInput, familyValues({ ...values, groups })))
    },
    done: (_, { id }) => `${schoolRoutes.family(id)}?saved`,
    again: async ({ c }, form) =>
      show(c, <FamilyFormPage reader={c.get('reader')} form={form} groups={await groupsFor(c)} />),
  })
  app.get(schoolRoutes.editFamily(':family'), (c) => answer(c, c.req.param('family'), {}))
  onPost(app, schoolRoutes.editFamily(':family'), {
    by: organizerOf,
    run: async ({ c, context, school, params: { family: id }, form: { values } }) => {
      const family = await readFamily(context, school.id, id)
      const groups = typedGroups(c.get('reader'), values, await groupsFor(c, family))
      const change = accept(changeTo(family), familyValues({ ...values, groups }, family))
      return updateFamily(context, school.id, id, change)
    },
    done: ({ params }) => `${schoolRoutes.family(params.family)}?saved`,
    again: ({ c, params }, form) => answer(c, params.family, form),
  })
}

async function answer(c: Visit, id: string, form: FormState): Promise<Response> {
  const { school } = organizerOf(c)
  const family = await noteRead(c, 'page', readFamily(c.get('context'), school.id, id))
  const page = { reader: c.get('reader'), form, family, groups: await groupsFor(c, family) }
  return show(c, <FamilyFormPage {...page} />)
}
