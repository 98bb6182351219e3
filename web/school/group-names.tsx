import type { Hono } from 'hono'
import { accept } from '../../shared/access/accept.ts'
import { groupsOfSchool } from '../../shared/family/group.operations.ts'
import { readSchool, updateSchool } from '../../shared/school/school.operations.ts'
import { type School, SchoolChange } from '../../shared/school/school.ts'
import { Button, ErrorSummary, Field, Form, Hidden } from '../components/form.tsx'
import { OWN_FORM } from '../components/form-context.ts'
import { groupToken, kindOf } from '../components/group-fields.tsx'
import { groupName, kindName } from '../components/group-name.ts'
import { Notice } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { languageName } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

type Names = NonNullable<School['settings']['groupNames']>

type PageProps = {
  reader: Reader
  school: School
  groups: readonly string[]
  /** The language in which names are given. */
  language: string
  form: FormState
  isSaved: boolean
}

/** The names of a school's groups and their kinds, in one of its languages at a time. */
export function GroupNamesPage({ reader, school, groups, language, form, isSaved }: PageProps) {
  const { t } = reader
  const kinds = [...new Set(groups.map(kindOf))]
  const part = { reader, form, language, names: school.settings.groupNames ?? {} }
  return (
    <SchoolPage form={groups.length > 0 ? OWN_FORM : undefined} reader={reader} title={t('groups.title')}>
      <p>
        <a href={schoolRoutes.settings()}>{t('settings.title')}</a>
      </p>
      <h1>{t('groups.title')}</h1>
      <ErrorSummary t={t} form={form} />
      {isSaved && <Notice tone="done">{t('settings.saved')}</Notice>}
      <p>{groups.length > 0 ? t('groups.text') : t('groups.none')}</p>
      <LanguageChoice reader={reader} languages={school.languages} />
      {groups.length > 0 && (
        <Form action={schoolRoutes.groupNames()}>
          <Hidden name="language" value={language} />
          {kinds.map((kind) => (
            <fieldset>
              <legend>{kindName(reader, kind)}</legend>
              <NameField {...part} key_={kind} label={t('groups.kind', { kind: kindName(reader, kind) })} />
              {groups
                .filter((group) => kindOf(group) === kind)
                .map((group) => (
                  <NameField {...part} key_={group} label={groupName(reader, group)} />
                ))}
            </fieldset>
          ))}
          <Button>{t('form.save')}</Button>
        </Form>
      )}
    </SchoolPage>
  )
}

function LanguageChoice({ reader, languages }: { reader: Reader; languages: readonly string[] }) {
  return (
    <p>
      {reader.t('groups.language')}{' '}
      {languages.map((tag) => (
        <>
          <a href={`${schoolRoutes.groupNames()}?language=${encodeURIComponent(tag)}`}>
            {languageName(tag, reader.language)}
          </a>{' '}
        </>
      ))}
    </p>
  )
}

type NameProps = Pick<PageProps, 'reader' | 'form' | 'language'> & {
  names: Names
  key_: string
  label: string
}

function NameField({ reader: { t }, form, language, names, key_, label }: NameProps) {
  const name = `names.${groupToken(key_)}`
  return (
    <Field t={t} form={form} name={name} plain label={label} maxlength={60} value={names[key_]?.[language]} />
  )
}

/** The names after some were written in a language; an empty field removes a name. */
export function namesAfter(
  before: Names,
  typed: Readonly<Record<string, unknown>>,
  { keys, language }: { keys: readonly string[]; language: string },
): Names {
  const changed = keys.map((key) => {
    const { [language]: _, ...others } = before[key] ?? {}
    const name = typed[groupToken(key)]
    return [key, typeof name === 'string' ? { ...others, [language]: name } : others] as const
  })
  const names = { ...before, ...Object.fromEntries(changed) }
  return Object.fromEntries(
    Object.entries(names).filter(([, byLanguage]) => Object.keys(byLanguage).length > 0),
  )
}

async function pageOf(c: Visit, asked: string | undefined, form: FormState) {
  const context = c.get('context')
  const { id } = organizerOf(c).school
  const [school, groups] = await Promise.all([readSchool(context, id), groupsOfSchool(context, id)])
  const reader = c.get('reader')
  const language =
    school.languages.find((tag) => tag === (asked ?? reader.language)) ?? school.defaultLanguage
  const isSaved = c.req.query('saved') !== undefined && !form.trouble
  return show(c, <GroupNamesPage {...{ reader, school, groups, language, form, isSaved }} />)
}

/** Registers the names of groups. */
export function registerGroupNames(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.groupNames(), (c) => pageOf(c, c.req.query('language'), {}))
  onPost(app, schoolRoutes.groupNames(), {
    by: organizerOf,
    run: async ({ context, school: { id }, form: { values, text } }) => {
      const [school, groups] = await Promise.all([readSchool(context, id), groupsOfSchool(context, id)])
      const keys = [...new Set(groups.map(kindOf)), ...groups]
      const written = (values.names ?? {}) as Record<string, unknown> // as `readForm` makes it of dotted names
      const language = text('language')
      const groupNames = namesAfter(school.settings.groupNames ?? {}, written, { keys, language })
      const change = accept(SchoolChange, { settings: { groupNames }, revision: school.revision })
      return updateSchool(context, id, change)
    },
    done: ({ form: { text } }) =>
      `${schoolRoutes.groupNames()}?language=${encodeURIComponent(text('language'))}&saved`,
    again: ({ c }, form) => pageOf(c, form.typed?.language?.[0], form),
  })
}
