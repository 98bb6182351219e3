import type { Hono } from 'hono'
import { groupsOfSchool } from '../../shared/family/group.operations.ts'
import { readSchool, updateSchool } from '../../shared/school/school.operations.ts'
import { type School, SchoolChange } from '../../shared/school/school.ts'
import { Button, ErrorSummary, Field, Form, Hidden, Select, TextArea } from '../components/form.tsx'
import { kindOf } from '../components/group-fields.tsx'
import { kindName } from '../components/group-name.ts'
import { Notice } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { languageOptions, timeZoneOptions } from '../messages/choices.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { PlanningFields } from './planning-fields.tsx'

/** The settings of a school. */
export function SettingsPage({
  reader,
  school,
  form,
  saved,
  kinds,
}: {
  reader: Reader
  school: School
  kinds: readonly string[]
  form: FormState
  saved: boolean
}) {
  const { t, language } = reader
  const part = { t, form }
  const { settings } = school
  return (
    <SchoolPage reader={reader} title={t('settings.title')}>
      <h1>{t('settings.title')}</h1>
      <ErrorSummary t={t} form={form} />
      {saved && <Notice tone="done">{t('settings.saved')}</Notice>}
      <p>
        <a href={schoolRoutes.calendar()}>{t('times.calendar')}</a> ·{' '}
        <a href={schoolRoutes.languages()}>{t('settings.pageLanguages')}</a> ·{' '}
        <a href={schoolRoutes.groupNames()}>{t('groups.title')}</a>
      </p>
      <Form action={schoolRoutes.settings()}>
        <Hidden name="revision" kind="int" value={school.revision} />
        <h2>{t('settings.school')}</h2>
        <Field {...part} name="name" required label={t('start.school')} maxlength={120} value={school.name} />
        <Select
          {...part}
          name="timeZone"
          required
          label={t('start.timeZone')}
          options={timeZoneOptions()}
          value={school.timeZone}
        />
        <TextArea
          {...part}
          name="languages"
          required
          kind="lines"
          label={t('settings.languages')}
          value={school.languages.join('\n')}
        />
        <Select
          {...part}
          name="defaultLanguage"
          required
          label={t('start.defaultLanguage')}
          options={languageOptions(language, school.languages)}
          value={school.defaultLanguage}
        />
        <Field
          {...part}
          name="schoolDay.start"
          type="time"
          required
          short
          label={t('start.dayStart')}
          value={school.schoolDay.start}
        />
        <Field
          {...part}
          name="schoolDay.end"
          type="time"
          required
          short
          label={t('start.dayEnd')}
          value={school.schoolDay.end}
        />
        <PlanningFields part={part} settings={settings} kinds={kindOptions(reader, kinds)} />
        <Button>{t('form.save')}</Button>
      </Form>
    </SchoolPage>
  )
}

function kindOptions(reader: Reader, kinds: readonly string[]) {
  return kinds.map((kind) => ({ value: kind, label: kindName(reader, kind) }))
}

async function kindsFor(c: Visit, { id, settings: { fairnessKinds } }: School): Promise<string[]> {
  const chosen = fairnessKinds === 'all' ? [] : fairnessKinds
  const groups = await groupsOfSchool(c.get('context'), id)
  return [...new Set([...groups.map(kindOf), ...chosen])].sort()
}

type Values = Record<string, unknown>

// An empty list means that all kinds count.
function settingsValues(values: Values): Values {
  const settings = values.settings as Values | undefined
  const kinds = settings?.fairnessKinds
  const isEmpty = Array.isArray(kinds) && kinds.length === 0
  // Browsers do not send unticked boxes.
  const laterProposalsPublish = settings?.laterProposalsPublish === true
  return {
    ...values,
    settings: { ...settings, laterProposalsPublish, ...(isEmpty && { fairnessKinds: 'all' }) },
  }
}

/** Registers the school's settings. */
export function registerSettings(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.settings(), async (c) => {
    const { school } = organizerOf(c)
    const current = await readSchool(c.get('context'), school.id)
    const saved = c.req.query('saved') !== undefined
    const kinds = await kindsFor(c, current)
    return show(c, <SettingsPage reader={c.get('reader')} school={current} {...{ kinds, saved }} form={{}} />)
  })
  onPost(app, schoolRoutes.settings(), {
    by: organizerOf,
    schema: SchoolChange,
    values: ({ values }) => settingsValues(values),
    run: ({ context, school }, change) => updateSchool(context, school.id, change),
    done: () => `${schoolRoutes.settings()}?saved`,
    again: async ({ c, school }, form) => {
      const page = { reader: c.get('reader'), kinds: await kindsFor(c, school), saved: false }
      return show(c, <SettingsPage {...page} school={school} form={form} />)
    },
  })
}
