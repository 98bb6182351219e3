import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import { listClosures } from '../../shared/calendar/calendar.operations.ts'
import { groupsOfSchool } from '../../shared/family/group.operations.ts'
import { readSchool, updateSchool } from '../../shared/school/school.operations.ts'
import { type School, SchoolChange } from '../../shared/school/school.ts'
import { listApiKeys } from '../../shared/team/api-key.operations.ts'
import { listTeam } from '../../shared/team/member.operations.ts'
import { Button, ErrorSummary, Form, Hidden } from '../components/form.tsx'
import { kindOf } from '../components/group-fields.tsx'
import { kindName } from '../components/group-name.ts'
import { Icon } from '../components/icon.tsx'
import { Notice } from '../components/parts.tsx'
import type { FormState, SentForm } from '../form.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { SettingFields, SINGLE_SETTINGS } from './settings-fields.tsx'
import {
  EDITED_LINES,
  type EditedLine,
  type Line,
  type LineGroup,
  type SettingsData,
  settingGroups,
} from './settings-lines.ts'

/** The settings, the one that is being changed, the one that was just saved, and the kinds of groups to choose from. */
export type SettingsView = SettingsData & {
  edit: EditedLine | undefined
  saved: EditedLine | undefined
  kinds: readonly string[]
  form: FormState
}

/** All settings of a school in groups, each with its value in sight; one is changed in place of its line. */
export function SettingsPage({ reader, view }: { reader: Reader; view: SettingsView }) {
  const { t } = reader
  return (
    <SchoolPage look="desk" reader={reader} title={t('settings.title')}>
      <h1>{t('settings.title')}</h1>
      {view.edit === undefined && <ErrorSummary t={t} form={view.form} />}
      <div class="settings">
        {settingGroups(reader, view).map((group) => (
          <Group reader={reader} view={view} group={group} />
        ))}
      </div>
    </SchoolPage>
  )
}

type ViewProps = { reader: Reader; view: SettingsView }

function Group({ reader, view, group }: ViewProps & { group: LineGroup }) {
  const { id, icon, title, lines } = group
  return (
    <section aria-labelledby={`group-${id}`}>
      <h2 id={`group-${id}`}>
        <Icon name={icon} />
        {title}
      </h2>
      <ul>
        {lines.map((line) => (
          <OneLine reader={reader} view={view} line={line} />
        ))}
      </ul>
    </section>
  )
}

function OneLine({ reader, view, line }: ViewProps & { line: Line }) {
  const { t } = reader
  const edit = 'edit' in line ? line.edit : undefined
  if (edit && edit === view.edit)
    return <EditLine reader={reader} view={view} line={edit} label={line.label} />
  const href = 'href' in line ? line.href : `${schoolRoutes.settings()}?edit=${edit}#${edit}`
  return (
    <li {...(edit && { id: edit })}>
      <span class="soft">{line.label}</span>
      <span>
        {line.value}
        {edit && edit === view.saved && <Notice tone="done">{t('settings.saved')}</Notice>}
      </span>
      <a href={href}>
        {'action' in line ? line.action : t('settings.change')}
        <span class="screen-reader">: {line.label}</span>
      </a>
    </li>
  )
}

type EditProps = ViewProps & { line: EditedLine; label: string }

function EditLine({ reader, view, line, label }: EditProps) {
  const { t, language } = reader
  const { school, form } = view
  const kinds = view.kinds.map((kind) => ({ value: kind, label: kindName(reader, kind) }))
  return (
    <li class="editing" id={line}>
      <h3>{label}</h3>
      <ErrorSummary t={t} form={form} />
      <Form action={schoolRoutes.settings()}>
        <Hidden name="revision" kind="int" value={school.revision} />
        <Hidden name="edit" value={line} />
        <SettingFields {...{ t, language, form, school, line, kinds }} />
        <div class="actions">
          <Button>{t('form.save')}</Button>
          <a href={`${schoolRoutes.settings()}#${line}`}>{t('checklist.close')}</a>
        </div>
      </Form>
    </li>
  )
}

async function kindsFor(c: Visit, { id, settings: { fairnessKinds } }: School): Promise<string[]> {
  const chosen = fairnessKinds === 'all' ? [] : fairnessKinds
  const groups = await groupsOfSchool(c.get('context'), id)
  return [...new Set([...groups.map(kindOf), ...chosen])].sort()
}

// The page offers the kinds of the school's groups, and those that were chosen before.
async function refuseUnknownKinds(c: Visit, school: School, { settings }: SchoolChange): Promise<void> {
  const chosen = settings?.fairnessKinds
  if (chosen === undefined || chosen === 'all') return
  const known = await kindsFor(c, school)
  if (chosen.some((kind) => !known.includes(kind)))
    refuse('invalid-input', { errors: [{ pointer: '/settings/fairnessKinds', detail: 'gone' }] })
}

const lineOf = (text: string | undefined) => EDITED_LINES.find((line) => line === text)

// Browsers do not send unticked boxes, and empty fields are left out of a form's values: no kind ticked means that all
// of them count, and an empty field is an error and not a change of nothing.
function settingsValues({ values, text }: Pick<SentForm, 'values' | 'text'>): Record<string, unknown> {
  const { edit: _, settings: given = {}, ...change } = values
  const settings = given as Record<string, unknown>
  const line = lineOf(text('edit'))
  if (line === 'proposals')
    return { ...change, settings: { laterProposalsPublish: settings.laterProposalsPublish === true } }
  if (line === 'kinds') return { ...change, settings: { fairnessKinds: 'all', ...settings } }
  if (line === 'name') return { name: '', ...change }
  if (line === 'languages') return { languages: [], ...change }
  const field = line && SINGLE_SETTINGS[line]
  return { ...change, settings: { ...(field && { [field]: '' }), ...settings } }
}

async function answer(c: Visit, asked: Pick<SettingsView, 'edit' | 'saved' | 'form'>): Promise<Response> {
  const { school: known } = organizerOf(c)
  const context = c.get('context')
  const [school, members, keys, closures] = await Promise.all([
    readSchool(context, known.id),
    listTeam(context, known.id),
    listApiKeys(context, known.id),
    listClosures(context, known.id),
  ])
  const kinds = asked.edit === 'kinds' ? await kindsFor(c, school) : []
  const { carriers } = c.get('services')
  const view = { ...asked, school, members, keys, closures: closures.length, kinds, carriers }
  return show(c, <SettingsPage reader={c.get('reader')} view={view} />)
}

/** Registers the school's settings. */
export function registerSettings(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.settings(), (c) =>
    answer(c, { edit: lineOf(c.req.query('edit')), saved: lineOf(c.req.query('saved')), form: {} }),
  )
  onPost(app, schoolRoutes.settings(), {
    by: organizerOf,
    schema: SchoolChange,
    values: settingsValues,
    run: async ({ c, context, school }, change) => {
      await refuseUnknownKinds(c, school, change)
      return updateSchool(context, school.id, change)
    },
    done: ({ form }) => {
      const line = lineOf(form.text('edit'))
      return line ? `${schoolRoutes.settings()}?saved=${line}#${line}` : schoolRoutes.settings()
    },
    again: ({ c, form }, state) =>
      answer(c, { edit: lineOf(form.text('edit')), saved: undefined, form: state }),
  })
}
