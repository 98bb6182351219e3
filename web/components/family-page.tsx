import type { PropsWithChildren } from 'hono/jsx'
import { ownLanguageNames } from '../messages/catalogue.ts'
import { allowStyles } from '../policy.ts'
import { FAMILY_STYLE, FAMILY_STYLE_HASH } from '../style/family.ts'
import type { Reader } from '../visit.ts'
import { CutPaper } from './cut-paper.tsx'
import { Icon } from './icon.tsx'
import { EnterButton, formTaken, LanguageChoice } from './language-link.tsx'
import { homeOf, Page } from './layout.tsx'
import { Menu } from './menu.tsx'

allowStyles([FAMILY_STYLE_HASH])

type Props = {
  reader: Reader
  title: string
  /** The id of the page's form, whose answers stay when the language changes. */
  form?: string
  /** Its stylesheet, where it has more than those that families answer on. */
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
  const { t, language } = reader
  const taken = formTaken(reader, form)
  const summary = (
    <>
      <Icon name="globe" />
      <span class="screen-reader">{t('page.languages')}: </span>
      {ownLanguageNames().find(({ tag }) => tag === language)?.name}
      <Icon name="down" />
    </>
  )
  return (
    <Menu summary={summary}>
      <EnterButton form={taken} />
      {ownLanguageNames().map(({ tag, name }) => (
        <LanguageChoice {...{ reader, tag, name }} form={taken} />
      ))}
    </Menu>
  )
}
