import type { PropsWithChildren } from 'hono/jsx'
import { direction, ownLanguageNames } from '../messages/catalogue.ts'
import { allowStyles } from '../policy.ts'
import { FAMILY_STYLE, FAMILY_STYLE_HASH } from '../style/family.ts'
import type { Reader } from '../visit.ts'
import { CutPaper } from './cut-paper.tsx'
import { Icon } from './icon.tsx'
import { LanguageLink } from './language-link.tsx'
import { homeOf, Page } from './layout.tsx'

allowStyles([FAMILY_STYLE_HASH])

type Props = {
  reader: Reader
  title: string
  /** The id of the page's form, whose answers stay when the language changes. */
  form?: string
  /** The stylesheet, where it is not that of these pages alone. */
  style?: string
}

/** The frame of the pages that a family answers on. */
export function FamilyPage(props: PropsWithChildren<Props>) {
  const { reader, title, form, style = FAMILY_STYLE, children } = props
  return (
    <Page reader={reader} title={title} style={style} masthead={<Masthead reader={reader} form={form} />}>
      {children}
    </Page>
  )
}

function Masthead({ reader, form }: { reader: Reader; form: string | undefined }) {
  return (
    <header class="site">
      <div class="masthead">
        <a class="name" href={homeOf(reader)}>
          {reader.school?.name ?? reader.t('product.name')}
        </a>
        <LanguageMenu reader={reader} form={form} />
      </div>
      <CutPaper />
    </header>
  )
}

/** All languages behind the one of the page. Within a form they are its buttons, so that what was typed goes along. */
function LanguageMenu({ reader, form }: { reader: Reader; form: string | undefined }) {
  const { t, language, path } = reader
  return (
    <details class="menu">
      <summary>
        <Icon name="globe" />
        <span class="screen-reader">{t('page.languages')}: </span>
        {ownLanguageNames().find(({ tag }) => tag === language)?.name}
        <Icon name="down" />
      </summary>
      <div class="menu-list">
        {/* Enter in a field presses the first button of its form, which must not be a language. */}
        {form && <button type="submit" form={form} hidden />}
        {ownLanguageNames().map(({ tag, name }) => {
          if (tag === language || !form) return <LanguageLink reader={reader} tag={tag} name={name} />
          const marked = { lang: tag, dir: direction(tag) }
          return (
            <button type="submit" form={form} formaction={`${path}?lang=${tag}`} formnovalidate {...marked}>
              {name}
            </button>
          )
        })}
      </div>
    </details>
  )
}
