import { raw } from 'hono/html'
import { DARK, LIGHT } from '../style/colours.ts'
import { direction } from './catalogue.ts'

/** A time or a deadline in a box of an e-mail; `number` where families answer by it. */
export type BoxRow = { number?: number; day: string; hours: string }

/** A link, and the words that stand before its address. */
export type MailLink = { lead: string; text: string; href: string }

/** One thing that an e-mail says, in both of its parts; words are somebody's own, in whichever direction they are read. */
export type MailPart =
  | { kind: 'heading' | 'paragraph' | 'words' | 'code' | 'small'; text: string }
  | ({ kind: 'button' } & MailLink)
  | { kind: 'links'; links: readonly MailLink[] }
  | { kind: 'box'; rows: readonly BoxRow[]; notes: readonly string[] }

/** An e-mail before it is laid out; `foot` says why it comes and how to end it. */
export type MailPage = {
  language: string
  subject: string
  sender: string
  parts: readonly MailPart[]
  foot: readonly MailPart[]
}

/** The plain text of an e-mail: the same words and addresses as its page. */
export function mailText({ subject, sender, parts, foot }: MailPage): string {
  return [subject, ...parts.map(plainPart), sender, ...foot.map(plainPart)].join('\n\n')
}

function plainPart(part: MailPart): string {
  if (part.kind === 'box') {
    const rows = part.rows.map(({ number, day, hours }) => `${number ? `${number}  ` : ''}${day} · ${hours}`)
    return [...rows, ...part.notes].join('\n')
  }
  if (part.kind === 'links') return part.links.map(plainLink).join('\n\n')
  return part.kind === 'button' ? plainLink(part) : part.text
}

const plainLink = ({ lead, href }: MailLink) => `${lead}\n${href}`

/**
 * The page of an e-mail: one column of 560 pixels in tables, which every mail program lays out alike. Each rule stands
 * in a `style` attribute, since some programs drop the head; the head adds the dark colours for those that read it.
 */
export async function mailHtml(page: MailPage): Promise<string> {
  const { language, subject, parts } = page
  const dir = direction(language)
  const preview = parts.find(({ kind }) => kind === 'paragraph')
  const html = (
    <html lang={language} dir={dir}>
      <MailHead subject={subject} />
      <body class="paper" style={`margin:0;padding:0;background:${LIGHT.paper}`}>
        {preview && 'text' in preview && <div style={UNSEEN}>{preview.text}</div>}
        {/* Language and direction again, for programs that keep what is in the body alone. */}
        <table {...TABLE} lang={language} dir={dir} class="paper" bgcolor={LIGHT.paper} style={WIDE}>
          <tr>
            <td align="center">
              <Column {...page} />
            </td>
          </tr>
        </table>
      </body>
    </html>
  )
  return `<!DOCTYPE html>${await html.toString()}`
}

// Outlook takes the width of the attribute, all others the style's.
function Column({ language, subject, sender, parts, foot }: MailPage) {
  const dir = direction(language)
  return (
    <table {...TABLE} dir={dir} width="560" style={`${WIDE};max-width:560px`}>
      <Cell dir={dir} name="clay" style={`padding:20px 20px 12px;border-bottom:4px solid ${LIGHT.clay}`}>
        <p class="ink" style={`${textStyle(16)};margin:0;font-weight:bold`}>
          {sender}
        </p>
      </Cell>
      <Cell dir={dir} name="ink" style="padding:24px 20px 8px">
        <h1 class="ink" style={`${HEADING};font-size:26px;line-height:1.25`}>
          {subject}
        </h1>
        {parts.map(partOf)}
      </Cell>
      {foot.length > 0 && (
        <Cell dir={dir} name="rule" style={`padding:18px 20px 32px;border-top:1px solid ${LIGHT.wash}`}>
          {foot.map(partOf)}
          <Small>{sender}</Small>
        </Cell>
      )}
    </table>
  )
}

const TABLE = { role: 'presentation', width: '100%', cellpadding: '0', cellspacing: '0' } as const
const WIDE = 'width:100%'
// Windows knows the first family, which Outlook needs; everywhere else the system's own follows.
const FONT = 'font-family:Segoe UI,system-ui,-apple-system,Roboto,Arial,sans-serif'
const UNSEEN = 'display:none;max-height:0;overflow:hidden;mso-hide:all'

const textStyle = (size: number, colour: string = LIGHT.ink) =>
  `margin:0 0 14px;${FONT};font-size:${size}px;line-height:1.45;color:${colour};overflow-wrap:anywhere`
const HEADING = `${textStyle(20)};margin:0 0 10px;font-weight:bold`

// Colours alone: what else the head says would be missing where it is dropped.
const IN_THE_DARK = `
.paper{background:${DARK.paper}!important}
.ink{color:${DARK.ink}!important}
.soft{color:${DARK.soft}!important}
.link{color:${DARK.night}!important}
.card{background:${DARK.card}!important;border-color:${DARK.wash}!important}
.rule{border-color:${DARK.wash}!important}
.clay{border-color:${DARK.clay}!important}
.leaf{background:${DARK.leaf}!important}
.on{color:${DARK.on}!important}
`.replaceAll('\n', '')
const HEAD_STYLE = `:root{color-scheme:light dark}@media(prefers-color-scheme:dark){${IN_THE_DARK}}`

function MailHead({ subject }: { subject: string }) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="supported-color-schemes" content="light dark" />
      <title>{subject}</title>
      <style>{raw(HEAD_STYLE)}</style>
    </head>
  )
}

// A row of the column. Outlook does not know `start`.
function Cell({
  dir,
  name,
  style,
  children,
}: {
  dir: string
  name: string
  style: string
  children?: unknown
}) {
  return (
    <tr>
      <td class={name} style={`${style};text-align:${dir === 'rtl' ? 'right' : 'left'}`}>
        {children}
      </td>
    </tr>
  )
}

function partOf(part: MailPart) {
  switch (part.kind) {
    case 'heading':
      return (
        <h2 class="ink" style={`${HEADING};margin-top:24px`}>
          {part.text}
        </h2>
      )
    case 'paragraph':
      return <Paragraph>{part.text}</Paragraph>
    case 'words':
      return <Paragraph dir="auto">{part.text}</Paragraph>
    case 'code':
      return (
        <p class="ink" style={`${textStyle(34)};letter-spacing:4px;font-weight:bold`}>
          {part.text}
        </p>
      )
    case 'small':
      return <Small>{part.text}</Small>
    case 'button':
      return <ButtonPart {...part} />
    case 'links':
      return (
        <Small>
          {part.links.map(({ href, text }, place) => (
            <>
              {place > 0 && ' · '}
              <Address href={href}>{text}</Address>
            </>
          ))}
        </Small>
      )
    case 'box':
      return <Box {...part} />
  }
}

function Paragraph({ dir, children }: { dir?: 'auto'; children?: unknown }) {
  return (
    <p dir={dir} class="ink" style={`${textStyle(18)};white-space:pre-line`}>
      {children}
    </p>
  )
}

function Small({ children }: { children?: unknown }) {
  return (
    <p class="soft" style={textStyle(15, LIGHT.soft)}>
      {children}
    </p>
  )
}

function Address({ href, children }: { href: string; children?: unknown }) {
  return (
    <a class="link" href={href} style={`color:${LIGHT.night};word-break:break-all`}>
      {children}
    </a>
  )
}

// Outlook ignores the padding of a link; the cell has it there, by a rule that only Outlook reads.
function ButtonPart({ lead, text, href }: MailLink) {
  const face = `display:block;padding:15px 20px;${FONT};font-size:18px;line-height:1.3;font-weight:bold`
  const cell = `background:${LIGHT.leaf};border-radius:8px;text-align:center;mso-padding-alt:15px 20px`
  return (
    <>
      <table {...TABLE} style={`${WIDE};margin:6px 0 18px`}>
        <tr>
          <td class="leaf" align="center" bgcolor={LIGHT.leaf} style={cell}>
            <a class="on" href={href} style={`${face};color:${LIGHT.on};text-decoration:none`}>
              {text}
            </a>
          </td>
        </tr>
      </table>
      <Small>
        {lead} <Address href={href}>{href}</Address>
      </Small>
    </>
  )
}

const ROW = `${textStyle(17)};margin:0;line-height:1.35;vertical-align:top`
const NUMBER = `${ROW};padding:12px 0;text-align:center;font-weight:bold`

function Box({ rows, notes }: Extract<MailPart, { rows: unknown }>) {
  const card = `${WIDE};background:${LIGHT.card};border:1px solid ${LIGHT.wash};border-radius:14px`
  return (
    <>
      <table {...TABLE} class="card" bgcolor={LIGHT.card} style={`${card};margin:0 0 14px`}>
        {rows.map(({ number, day, hours }, place) => {
          const line = place > 0 ? `;border-top:1px solid ${LIGHT.wash}` : ''
          return (
            <tr>
              {number !== undefined && (
                <td class="ink rule" width="36" align="center" style={`${NUMBER}${line}`}>
                  {number}
                </td>
              )}
              <td class="ink rule" style={`${ROW};padding:12px ${number === undefined ? 14 : 6}px${line}`}>
                <strong>{day}</strong>
                <br />
                {hours}
              </td>
            </tr>
          )
        })}
      </table>
      {notes.map((note) => (
        <Small>{note}</Small>
      ))}
    </>
  )
}
