import type { Hono } from 'hono'
import * as z from 'zod'
import { openCode, openLink } from '../../shared/family/family.operations.ts'
import { openStandingLink } from '../../shared/family/standing-link.operations.ts'
import { type LinkOwner, standingOwner } from '../../shared/family/standing-link.ts'
import { Button, ErrorSummary, Field, Form } from '../components/form.tsx'
import { Page } from '../components/layout.tsx'
import { Notice } from '../components/parts.tsx'
import { attempt, type FormState } from '../form.ts'
import { onPost } from '../post.ts'
import { FAMILY_WAYS, familyRoutes, routes } from '../routes.ts'
import { dropSession, keepSession } from '../session-cookie.ts'
import { type Reader, show, type Visit, type WebEnv } from '../visit.ts'

const Code = z.lazy(() => z.strictObject({ code: z.string().trim().min(1).max(40) }))

const FORM = 'code'

/** Where a family types in the short code from its paper. */
export function CodePage({ reader, form, left }: { reader: Reader; form: FormState; left?: boolean }) {
  const { t } = reader
  // A link that has ended shows it too, at an address to which no form is sent.
  const isOwnPage = reader.path === routes.code()
  return (
    <Page reader={reader} title={t('code.title')} {...(isOwnPage && { form: FORM })}>
      <h1>{t('code.title')}</h1>
      {left && <Notice tone="done">{t('code.left')}</Notice>}
      <ErrorSummary t={t} form={form} />
      <p>{t('code.text')}</p>
      <Form action={routes.code()} id={FORM}>
        <Field
          t={t}
          form={form}
          required
          name="code"
          label={t('code.label')}
          autocomplete="off"
          maxlength={40}
        />
        <Button>{t('code.button')}</Button>
      </Form>
      <p class="soft">{t('code.lost')}</p>
    </Page>
  )
}

/** Registers the ways in for a family, by link and by code, and the way out for the next one. */
export function registerFamilyEntry(app: Hono<WebEnv>): void {
  app.get(routes.familyLink(':token'), async (c) => {
    const outcome = await attempt(() => c.get('guarded')('link', () => ownerOfLink(c, c.req.param('token'))))
    if ('trouble' in outcome) {
      return show(c, <CodePage reader={c.get('reader')} form={{ trouble: outcome.trouble }} />, 410)
    }
    const { asked, ...owner } = outcome.value
    const isAboutWays = c.req.query('ways') !== undefined
    return enter(c, owner, isAboutWays ? FAMILY_WAYS : asked && familyRoutes.ask(asked))
  })
  app.get(routes.code(), (c) =>
    show(c, <CodePage reader={c.get('reader')} form={{}} left={c.req.query('left') !== undefined} />),
  )
  onPost(app, routes.code(), {
    schema: Code,
    run: ({ c, context }, { code }) => c.get('guarded')('code', () => openCode(context, code)),
    done: ({ c }, family) => enter(c, family),
    again: ({ c }, form) => show(c, <CodePage reader={c.get('reader')} form={form} />),
  })
  app.post(familyRoutes.leave(), (c) => {
    dropSession(c)
    return c.redirect(`${routes.code()}?left`, 303)
  })
}

function ownerOfLink(c: Visit, token: string): Promise<LinkOwner & { asked?: string }> {
  return standingOwner(token) ? openStandingLink(c.get('services'), token) : openLink(c.get('context'), token)
}

async function enter(c: Visit, owner: LinkOwner, page: string = familyRoutes.home()): Promise<Response> {
  await keepSession(c, c.get('services'), { kind: 'family', ...owner })
  return c.redirect(page, 303)
}
