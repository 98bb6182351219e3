import type { Child, PropsWithChildren } from 'hono/jsx'
import { direction, type Translator } from '../messages/catalogue.ts'

/** A link to the page above this one. */
export type Crumb = { href: string; label: string }

/** The way to a page from the list in which it stands. */
export function Crumbs({ t, crumbs }: { t: Translator; crumbs: readonly Crumb[] }) {
  if (crumbs.length === 0) return null
  return (
    <nav class="crumb no-print" aria-label={t('page.breadcrumb')}>
      {crumbs.map((crumb, index) => (
        <>
          {index > 0 && <span aria-hidden="true"> › </span>}
          <a href={crumb.href}>{crumb.label}</a>
        </>
      ))}
    </nav>
  )
}

/** How a page of the team begins: where it belongs, its title, what is known at a glance, and its main actions. */
export function PageHead(
  props: PropsWithChildren<{
    title: Child
    /** The language of the title, where it is not that of the page. */
    lang?: string | undefined
    t: Translator
    crumbs?: readonly Crumb[]
    /** What stands under the title, beside the actions. */
    answer?: Child
    actions?: Child
  }>,
) {
  const { t, title, lang, crumbs = [], answer, actions, children } = props
  return (
    <>
      <Crumbs t={t} crumbs={crumbs} />
      <div class="head">
        <div>
          <h1 {...(lang && { lang, dir: direction(lang) })}>{title}</h1>
          {answer}
        </div>
        {actions && <div class="actions no-print">{actions}</div>}
      </div>
      {children}
    </>
  )
}
