import { raw } from 'hono/html'
import { type Child, type PropsWithChildren, useContext } from 'hono/jsx'
import { cachedPart } from '../memo.ts'
import { direction, ownLanguageNames, type PageLanguage, pageLanguageOf } from '../messages/catalogue.ts'
import { familyRoutes, routes } from '../routes.ts'
import { schoolRoutes } from '../school-routes.ts'
import { DARK, LIGHT } from '../style/colours.ts'
import { STYLE } from '../style/style.ts'
import type { Reader } from '../visit.ts'
import { ICON_DATA, iconPictureName } from './app-icon.ts'
import { CutPaper } from './cut-paper.tsx'
import { FieldsSent } from './fields-sent.tsx'
import { Button, Form } from './form.tsx'
import { AbovePage } from './form-context.ts'
import { EnterButton, formTaken, LanguageChoice } from './language-link.tsx'

// It is the same on all pages.
const CUT_PAPER = raw(String(<CutPaper />))

type PageProps = PropsWithChildren<{
  reader: Reader
  title: string
  /** The team's pages have a header of their own. */
  header?: Child
  /** Instead of the header of all pages, in the same frame. */
  masthead?: Child
  /** What the head says besides, as to programs that preview a link. */
  head?: Child
  /** The class of the page's body, where it is neither a family's nor one with the team's navigation. */
  body?: string
  /** Their stylesheet. */
  style?: string
  /** Tables need more room than text. */
  wide?: boolean
  /** The id of the page's form, whose answers stay when the language changes. */
  form?: string
}>

/** The one frame of all pages: language and direction, skip link, landmarks, school, language chooser. */
export function Page(props: PageProps) {
  const { reader, title, header, masthead, head, body, style = STYLE, wide, form, children } = props
  const { t, language } = reader
  return (
    <html lang={language} dir={direction(language)}>
      <DocumentHead
        reader={reader}
        title={`${title} · ${reader.school?.name ?? t('product.name')}`}
        style={style}
      >
        {head}
      </DocumentHead>
      <body class={body ?? (header ? 'wide team' : wide ? 'wide' : '')}>
        <a class="skip" href="#main">
          {t('page.skip')}
        </a>
        {header ?? masthead ?? cachedHeader(reader, form)}
        <main id="main" tabindex={-1}>
          {useContext(AbovePage)}
          {children}
          {reader.sent && <FieldsSent fields={reader.sent} />}
        </main>
        {header === undefined && <SiteFooter reader={reader} />}
      </body>
    </html>
  )
}

// Two families share a phone: the way out is on each page.
function SiteFooter({ reader }: { reader: Reader }) {
  const { t, actor } = reader
  const help = <a href={routes.manual()}>{t('page.help')}</a>
  if (actor.kind !== 'family')
    return (
      <footer class="site">
        <p>
          {t('page.footer')} {help}
        </p>
      </footer>
    )
  return (
    <footer class="site">
      <p>{t('page.footer')}</p>
      <div class="exits">
        <Form action={familyRoutes.leave()}>
          <Button kind="quiet">{t('about.leaveButton')}</Button>
        </Form>
        {help}
      </div>
    </footer>
  )
}

type HeadProps = PropsWithChildren<{ reader: Reader; title: string; style: string }>

function DocumentHead({ reader, title, style, children }: HeadProps) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content={LIGHT.paper} media="(prefers-color-scheme:light)" />
      <meta name="theme-color" content={DARK.paper} media="(prefers-color-scheme:dark)" />
      <title>{title}</title>
      {children}
      <link rel="icon" href={ICON_DATA} />
      <link rel="apple-touch-icon" href={routes.icon(iconPictureName('apple'))} />
      <link rel="manifest" href={manifestOf(reader)} />
      <style dangerouslySetInnerHTML={{ __html: style }} />
    </head>
  )
}

// What puts the page on a home screen: of its school, where it is one's, and for whom it is, without their link.
function manifestOf({ language, school, actor: { kind } }: Reader): string {
  const path = routes.manifest(kind === 'family' || kind === 'member' ? kind : 'public', language)
  return school ? `${path}?school=${encodeURIComponent(school.id)}` : path
}

function cachedHeader(reader: Reader, form: string | undefined) {
  if (reader.sent || form) return <SiteHeader reader={reader} form={form} />
  const { language, path, address = path, actor, school } = reader
  return cachedPart([language, address, actor.kind, school?.name, school?.languages], () => (
    <SiteHeader reader={reader} />
  ))
}

/** The header of each page: whose it is, and in which languages it can be read. */
function SiteHeader({ reader, form }: { reader: Reader; form?: string | undefined }) {
  return (
    <header class="site">
      <a class="name" href={homeOf(reader)}>
        {reader.school?.name ?? reader.t('product.name')}
      </a>
      <LanguageChooser reader={reader} form={form} />
      {CUT_PAPER}
    </header>
  )
}

/** Where the school's name in the header leads. */
export function homeOf({ actor }: Reader): string {
  if (actor.kind === 'member') return schoolRoutes.today()
  return actor.kind === 'family' ? familyRoutes.home() : routes.welcome()
}

/** All languages in one row, which scrolls where it is wider than the page: the reader's, those the school writes, the others. */
function LanguageChooser({ reader, form: own }: { reader: Reader; form: string | undefined }) {
  const { t, language, school } = reader
  const written = new Set((school?.languages ?? []).map(pageLanguageOf))
  const rank = (tag: PageLanguage) => (tag === language ? 0 : written.has(tag) ? 1 : 2)
  const form = formTaken(reader, own)
  return (
    <nav class="languages" aria-label={t('page.languages')}>
      <EnterButton form={form} />
      {ownLanguageNames()
        .sort((one, other) => rank(one.tag) - rank(other.tag))
        .map((one) => (
          <LanguageChoice reader={reader} form={form} {...one} />
        ))}
    </nav>
  )
}
