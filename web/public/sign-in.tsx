import type { Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import * as z from 'zod'
import type { Context } from '../../shared/access/context.ts'
import { EmailAddress } from '../../shared/team/member.ts'
import { requestSignIn, signInWithCode, signInWithLink } from '../../shared/team/sign-in.operations.ts'
import { Button, ErrorSummary, Field, Form } from '../components/form.tsx'
import { Page } from '../components/layout.tsx'
import { cookieOptions, readCookie } from '../cookie.ts'
import { attempt, type FormState } from '../form.ts'
import { onPost } from '../post.ts'
import { routes } from '../routes.ts'
import { schoolRoutes } from '../school-routes.ts'
import { dropSession, keepSession } from '../session-cookie.ts'
import { type Reader, show, type Visit, type WebEnv } from '../visit.ts'

const Address = z.strictObject({ email: EmailAddress })
const Code = z.strictObject({ email: EmailAddress, code: z.string().trim().min(1).max(20) })

// A cookie carries the address to the next page, so that it appears in no URL and no log.
const ADDRESS_COOKIE = 'sign-in'
const CODE_SECONDS = 10 * 60

const FORM = 'sign-in'

type SignInProps = { reader: Reader; form: FormState; email?: string | undefined }

/** Where a member of the team asks for a code. */
export function SignInPage({ reader, form }: SignInProps) {
  const { t } = reader
  return (
    <Page reader={reader} title={t('signIn.title')} form={FORM}>
      <h1>{t('signIn.title')}</h1>
      <ErrorSummary t={t} form={form} />
      <p>{t(reader.carriers.includes('email') ? 'signIn.text' : 'signIn.noMail')}</p>
      <Form action={routes.signIn()} id={FORM}>
        <Field
          t={t}
          form={form}
          required
          name="email"
          type="email"
          label={t('signIn.email')}
          autocomplete="email"
        />
        <Button>{t('signIn.button')}</Button>
      </Form>
    </Page>
  )
}

/** Where the code is typed in. The same is said whether or not the address belongs to anybody. */
export function SignInCodePage({ reader, form, email }: SignInProps) {
  const { t } = reader
  const part = { t, form, required: true }
  return (
    <Page reader={reader} title={t('signIn.codeTitle')} form={FORM}>
      <h1>{t('signIn.codeTitle')}</h1>
      <ErrorSummary t={t} form={form} />
      <p>{t(reader.carriers.includes('email') ? 'signIn.codeText' : 'signIn.codeNoMail')}</p>
      <Form action={routes.signInCode()} id={FORM}>
        <Field
          {...part}
          name="email"
          type="email"
          label={t('signIn.email')}
          value={email}
          autocomplete="email"
        />
        <Field
          {...part}
          name="code"
          label={t('signIn.code')}
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength={20}
          short
        />
        <Button>{t('signIn.codeButton')}</Button>
      </Form>
      <p>
        <a href={routes.signIn()}>{t('signIn.again')}</a>
      </p>
    </Page>
  )
}

/** Where a sign-in link leads: one button, which signs in. */
export function SignInLinkPage({ reader, token }: { reader: Reader; token: string }) {
  const { t } = reader
  return (
    <Page reader={reader} title={t('signIn.title')}>
      <h1>{t('signIn.title')}</h1>
      <p>{t('signIn.linkText')}</p>
      <Form action={routes.signInLink(token)}>
        <Button>{t('signIn.codeButton')}</Button>
      </Form>
    </Page>
  )
}

/** Registers signing in and out of the team's side. */
export function registerSignIn(app: Hono<WebEnv>): void {
  app.get(routes.signIn(), (c) => show(c, <SignInPage reader={c.get('reader')} form={{}} />))
  onPost(app, routes.signIn(), {
    schema: Address,
    run: ({ c, context }, { email }) => askForCode(c, context, email),
    done: () => routes.signInCode(),
    again: ({ c }, form) => show(c, <SignInPage reader={c.get('reader')} form={form} />),
  })
  app.get(routes.signInCode(), (c) =>
    show(c, <SignInCodePage reader={c.get('reader')} form={{}} email={readCookie(c, ADDRESS_COOKIE)} />),
  )
  onPost(app, routes.signInCode(), {
    schema: Code,
    run: ({ c, context }, code) => c.get('guarded')('signIn', () => signInWithCode(context, code)),
    done: async ({ c }, member) => {
      await keepSession(c, c.get('services'), { kind: 'member', ...member })
      return c.redirect(schoolRoutes.today(), 303)
    },
    again: ({ c }, form) => show(c, <SignInCodePage reader={c.get('reader')} form={form} />),
  })
  registerSignInLink(app)
  app.post(routes.signOut(), (c) => {
    dropSession(c)
    return c.redirect(routes.welcome(), 303)
  })
}

async function askForCode(c: Visit, context: Context, email: string): Promise<void> {
  await c.get('guarded')('ask', () => requestSignIn(context, { email }))
  setCookie(c, ADDRESS_COOKIE, email, cookieOptions(c, CODE_SECONDS))
}

function registerSignInLink(app: Hono<WebEnv>): void {
  // Mail scanners and previews fetch links before people do, so that a GET or HEAD looks nothing up and uses nothing.
  app.get(routes.signInLink(':token'), (c) =>
    show(c, <SignInLinkPage reader={c.get('reader')} token={c.req.param('token')} />),
  )
  app.post(routes.signInLink(':token'), async (c) => {
    const outcome = await attempt(() =>
      c.get('guarded')('link', () => signInWithLink(c.get('context'), c.req.param('token'))),
    )
    if ('value' in outcome) await keepSession(c, c.get('services'), { kind: 'member', ...outcome.value })
    // The link works once; whoever is in already and opens it again stays in.
    else if (c.get('reader').actor.kind !== 'member') {
      return show(c, <SignInPage reader={c.get('reader')} form={{ trouble: outcome.trouble }} />, 410)
    }
    return c.redirect(schoolRoutes.today(), 303)
  })
}
