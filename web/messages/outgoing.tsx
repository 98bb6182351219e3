import type { Message } from '../../shared/message/message.ts'
import { routes } from '../routes.ts'
import { bestLanguage, direction, type Translate, translator } from './catalogue.ts'

/** An e-mail as it is read: its subject, and the same words as plain text and as HTML. */
export type Mail = { to: string; subject: string; text: string; html: string; language: string }

/** The words of a message in its language, for the e-mail server; `origin` is where the site answers. */
export async function mailOf(message: Message, origin: string): Promise<Mail> {
  const language = bestLanguage([message.language])
  const t = translator(language)
  const { code = '', token = '' } = message.fields
  const link = origin + routes.signInLink(token)
  const kind = message.kind === 'invitation' ? 'invitation' : 'signIn'
  const lines = [t('mail.greeting'), t(`mail.${kind}.text`), ...(code ? [code] : [])]
  const after = [t(`mail.${kind}.until`), t('mail.notYou')]
  return {
    to: message.to,
    subject: t(`mail.${kind}.subject`, { code }),
    text: [...lines, t(`mail.${kind}.link`), link, ...after].join('\n\n'),
    html: await htmlOf({ t, language, lines, code, kind, link, after }),
    language,
  }
}

type Words = {
  t: Translate
  language: string
  lines: string[]
  code: string
  kind: 'invitation' | 'signIn'
  link: string
  after: string[]
}

// Mail programs read no stylesheet: what matters is said by the elements alone.
async function htmlOf({ t, language, lines, code, kind, link, after }: Words): Promise<string> {
  const page = (
    <html lang={language} dir={direction(language)}>
      <head>
        <meta charset="utf-8" />
        <title>{t(`mail.${kind}.subject`, { code })}</title>
      </head>
      <body>
        {lines.map((line) => (line === code ? <h1>{code}</h1> : <p>{line}</p>))}
        <p>
          <a href={link}>{t(`mail.${kind}.button`)}</a>
        </p>
        {after.map((line) => (
          <p>{line}</p>
        ))}
      </body>
    </html>
  )
  return `<!DOCTYPE html>${await page.toString()}`
}
