import type { MiddlewareHandler } from 'hono'
import { Button, Form, Hidden } from '../components/form.tsx'
import { Page } from '../components/layout.tsx'
import { ButtonLink } from '../components/parts.tsx'
import { entriesOf, textOf } from '../form.ts'
import { FormToken, isSignedIn, isTokenOf, needsToken, TOKEN_FIELD } from '../form-token.ts'
import { familyRoutes, schoolRoutes } from '../routes.ts'
import { type Reader, show, type WebEnv } from '../visit.ts'

type Sent = { path: string; token: string; fields: [name: string, value: string][] }

/** Says that a form belongs to somebody else than who is signed in now, and keeps what was typed to send it again. */
export function OtherReaderPage({ reader, sent }: { reader: Reader; sent: Sent }) {
  const { t, actor } = reader
  const isFamily = actor.kind === 'family'
  return (
    <Page reader={reader} title={t('fault.refused')}>
      <h1>{t('fault.refused')}</h1>
      <p>{t(isFamily ? 'otherReader.family' : 'otherReader.team')}</p>
      {sent.token && (
        <>
          <p>{t('otherReader.kept')}</p>
          <FormToken.Provider value={sent.token}>
            <Form action={sent.path}>
              {sent.fields.map(([name, value]) => (
                <Hidden name={name} value={value} />
              ))}
              <Button kind="quiet">{t('otherReader.again')}</Button>
            </Form>
          </FormToken.Provider>
        </>
      )}
      <ButtonLink href={isFamily ? familyRoutes.home() : schoolRoutes.today()}>{t('fault.home')}</ButtonLink>
    </Page>
  )
}

/**
 * Refuses a form that was rendered for another family, member or school than the one who is signed in when it is sent:
 * nothing of it is read into an operation.
 */
export const checkFormToken: MiddlewareHandler<WebEnv> = async (c, next) => {
  const { actor } = c.get('reader')
  const { path, method } = c.req
  if (method !== 'POST' || !needsToken(path) || !isSignedIn(actor)) return next()
  const entries = await entriesOf(c)
  const token = textOf(entries, TOKEN_FIELD)
  if (isTokenOf(c.get('services').cookieKey, actor, token)) return next()
  const fields = entries
    .filter(([name]) => name !== TOKEN_FIELD)
    .flatMap(([name, given]) => [given].flat().map((value) => [name, value] as const))
    .filter((field): field is [string, string] => typeof field[1] === 'string')
  return show(c, <OtherReaderPage reader={c.get('reader')} sent={{ path, token, fields }} />, 409)
}
