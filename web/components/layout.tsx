import { raw } from 'hono/html'
import { type Child, type PropsWithChildren, useContext } from 'hono/jsx'
import { cachedPart } from '../memo.ts'
import { direction, ownLanguageNames, pageLanguageOf } from '../messages/catalogue.ts'
import { familyRoutes, routes, schoolRoutes } from '../routes.ts'
import { STYLE } from '../style/style.ts'
import type { Reader } from '../visit.ts'
import { CutPaper } from './cut-paper.tsx'
import { Button, Form } from './form.tsx'
import { AbovePage } from './form-context.ts'

// It is the same on all pages.
const CUT_PAPER = raw(String(<CutPaper />))

/** The one frame of all pages: language and direction, skip link, landmarks, school, language chooser. */
export function Page(
  props: PropsWithChildren<{
    reader: Reader
    title: string
    /** The team's pages have a header of their own. */
    header?: Child
    /** Instead of the header of all pages, in the same frame. */
    masthead?: Child
    /** Their stylesheet. */
    style?: string
    /** Tables need more room than text. */
    wide?: boolean
  }>,
) {
  const { reader, title, header, masthead, style = STYLE, wide, children } = props
  const { t, language } = reader
  return (
    <html lang={language} dir={direction(language)}>
      <DocumentHead title={`${title} · ${reader.school?.name ?? t('product.name')}`} style={style} />
      <body class={header ? 'wide team' : wide ? 'wide' : ''}>
        <a class="skip" href="#main">
          {t('page.skip')}
        </a>
        {header ??
          masthead ??
          cachedPart(
            [reader.language, reader.path, reader.actor.kind, reader.school?.name, reader.school?.languages],
            () => <SiteHeader reader={reader} />,
          )}
        <main id="main" tabindex={-1}>
          {useContext(AbovePage)}
          {children}
        </main>
        {header === undefined && <SiteFooter reader={reader} />}
      </body>
    </html>
  )
}

function SiteFooter({ reader }: { reader: Reader }) {
  const { t } = reader
  return (
    <footer class="site">
      <p>
        {t('page.footer')} <a href={routes.manual()}>{t('page.help')}</a>
      </p>
      <LeaveForm reader={reader} />
    </footer>
  )
}

function DocumentHead({ title, style }: { title: string; style: string }) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{title}</title>
      <link rel="icon" href="data:," />
      <style dangerouslySetInnerHTML={{ __html: style }} />
    </head>
  )
}

/** The header of each page: whose it is, and in which languages it can be read. */
function SiteHeader({ reader }: { reader: Reader }) {
  return (
    <header class="site">
      <a class="name" href={homeOf(reader)}>
        {reader.school?.name ?? reader.t('product.name')}
      </a>
      <LanguageChooser reader={reader} />
      {CUT_PAPER}
    </header>
  )
}

// Two families share a phone: the way out is on each page, and on those two larger.
const HAVE_THEIR_OWN: readonly string[] = [familyRoutes.home(), familyRoutes.about()]

function LeaveForm({ reader: { t, actor, path } }: { reader: Reader }) {
  if (actor.kind !== 'family' || HAVE_THEIR_OWN.includes(path)) return null
  return (
    <Form action={familyRoutes.leave()}>
      <Button kind="quiet">{t('about.leaveButton')}</Button>
    </Form>
  )
}

/** Where the school's name in the header leads. */
function homeOf({ actor }: Reader): string {
  if (actor.kind === 'member') return schoolRoutes.today()
  return actor.kind === 'family' ? familyRoutes.home() : routes.welcome()
}

/** The reader's language first, and for families all that the school writes; the others wait behind one tap. */
function LanguageChooser({ reader: { t, language, path, school, actor } }: { reader: Reader }) {
  const all = ownLanguageNames()
  const first = new Set<string>([
    language,
    ...(actor.kind === 'member' ? [] : (school?.languages ?? [])).flatMap((one) => pageLanguageOf(one) ?? []),
  ])
  const isFirst = (tag: string) => !school || first.has(tag)
  const others = all.filter(({ tag }) => !isFirst(tag))
  const choice = ({ tag, name }: (typeof all)[number]) =>
    tag === language ? (
      <span lang={tag} dir={direction(tag)} aria-current="true">
        {name}
      </span>
    ) : (
      <a href={`${path}?lang=${tag}`} lang={tag} hreflang={tag} dir={direction(tag)}>
        {name}
      </a>
    )
  return (
    <nav class="languages" aria-label={t('page.languages')}>
      {all.filter(({ tag }) => isFirst(tag)).map(choice)}
      {others.length > 0 && (
        <details>
          <summary>
            <span aria-hidden="true">+</span>
            <span class="screen-reader">{t('page.languages')}</span>
          </summary>
          {others.map(choice)}
        </details>
      )}
    </nav>
  )
}
