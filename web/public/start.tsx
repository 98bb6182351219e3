import type { Hono } from 'hono'
import * as z from 'zod'
import { accept } from '../../shared/access/accept.ts'
import type { Context } from '../../shared/access/context.ts'
import { refuse } from '../../shared/access/refusal.ts'
import { sameText } from '../../shared/access/secret.ts'
import { hasSchools } from '../../shared/school/school.operations.ts'
import { NewSchool } from '../../shared/school/school.ts'
import { addFirstOrganizer, createSchool } from '../../shared/team/founding.operations.ts'
import type { SignedInMember } from '../../shared/team/member.operations.ts'
import { NewMember } from '../../shared/team/member.ts'
import { Button, CheckList, ErrorSummary, Field, Form, Select } from '../components/form.tsx'
import { Page } from '../components/layout.tsx'
import type { FormState } from '../form.ts'
import { languageOptions, timeZoneOptions } from '../messages/choices.ts'
import { onPost } from '../post.ts'
import { routes } from '../routes.ts'
import { schoolRoutes } from '../school-routes.ts'
import { keepSession } from '../session-cookie.ts'
import { type Reader, show, type Visit, type WebEnv } from '../visit.ts'

const Start = z.strictObject({ school: NewSchool, organizer: NewMember })

const FORM = 'start'

type StartProps = { reader: Reader; form: FormState; needsCode: boolean }

/** The first run: the first school of the deployment and its first organizer; with the set-up code where one is needed. */
export function StartPage({ reader, form, needsCode }: StartProps) {
  const { t } = reader
  const part = { t, form, required: true }
  return (
    <Page reader={reader} title={t('start.title')} form={FORM}>
      <h1>{t('start.title')}</h1>
      <ErrorSummary t={t} form={form} />
      <p>{t('start.text')}</p>
      <Form action={routes.start()} id={FORM}>
        {needsCode && (
          <Field
            {...part}
            name="setupCode"
            label={t('start.code')}
            hint={t('start.codeHint')}
            autocomplete="off"
            maxlength={40}
          />
        )}
        <Field {...part} name="school.name" label={t('start.school')} maxlength={120} />
        <SchoolFields reader={reader} form={form} />
        <h2>{t('start.you')}</h2>
        <Field {...part} name="organizer.name" label={t('start.yourName')} autocomplete="name" />
        <Field
          {...part}
          name="organizer.email"
          type="email"
          label={t('start.yourEmail')}
          autocomplete="email"
        />
        <Button>{t('start.button')}</Button>
      </Form>
    </Page>
  )
}

function SchoolFields({ reader: { t, language }, form }: { reader: Reader; form: FormState }) {
  const part = { t, form, required: true }
  const day = { ...part, type: 'time', short: true } as const
  const languages = languageOptions(language)
  return (
    <>
      <Select
        {...part}
        name="school.timeZone"
        label={t('start.timeZone')}
        hint={t('start.timeZoneHint')}
        options={timeZoneOptions()}
      />
      <Field {...day} name="school.schoolDay.start" label={t('start.dayStart')} value="08:00" />
      <Field {...day} name="school.schoolDay.end" label={t('start.dayEnd')} value="15:00" />
      <details open={form.typed !== undefined}>
        <summary>{t('start.languagesMore')}</summary>
        <CheckList
          t={t}
          form={form}
          name="school.languages"
          legend={t('start.languages')}
          options={languages}
          values={['en', 'es']}
          inline
        />
      </details>
      <Select
        {...part}
        name="school.defaultLanguage"
        label={t('start.defaultLanguage')}
        options={languages}
        value={language}
      />
    </>
  )
}

async function found(context: Context, values: unknown): Promise<SignedInMember> {
  const { school: newSchool, organizer } = accept(Start, values)
  // Nobody can be signed in yet: the first person, with the set-up code where there is one, sets the deployment up.
  const deployment: Context = { ...context, actor: { kind: 'deployment' } }
  const school = await createSchool(deployment, newSchool)
  const member = await addFirstOrganizer(deployment, school.id, organizer)
  return { school: school.id, member: member.id, since: member.invitedAt }
}

// Compared before anything else is read, in constant time.
async function checkSetupCode(c: Visit, typed: string): Promise<void> {
  const { setupCode } = c.get('services')
  if (setupCode === undefined) return
  await c.get('guarded')('setup', async () => {
    if (!sameText(typed.trim().toLowerCase(), setupCode)) refuse('code-wrong')
  })
}

const needsSetupCode = (c: Visit) => c.get('services').setupCode !== undefined

/** Registers `/start`, which is there only while the deployment has no school. */
export function registerStart(app: Hono<WebEnv>): void {
  app.get(routes.start(), async (c) => {
    if (await hasSchools(c.get('context'))) refuse('not-found')
    return show(c, <StartPage reader={c.get('reader')} form={{}} needsCode={needsSetupCode(c)} />)
  })
  onPost(app, routes.start(), {
    run: async ({ c, context, form }) => {
      if (await hasSchools(context)) refuse('not-found')
      await checkSetupCode(c, form.text('setupCode'))
      const { setupCode: _, ...values } = form.values
      return found(context, values)
    },
    done: async ({ c }, member) => {
      await keepSession(c, c.get('services'), { kind: 'member', ...member })
      return c.redirect(schoolRoutes.today(), 303)
    },
    again: ({ c }, form) =>
      show(c, <StartPage reader={c.get('reader')} form={form} needsCode={needsSetupCode(c)} />),
  })
}
