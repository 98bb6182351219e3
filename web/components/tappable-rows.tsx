import type { Child, PropsWithChildren } from 'hono/jsx'
import { direction } from '../messages/catalogue.ts'
import { leafOfDay, type Place } from '../messages/format.ts'
import { Icon } from './icon.tsx'

/** Places to go to, each in a row that can be tapped as a whole. */
export function TappableRows({ children }: PropsWithChildren) {
  return <ul class="group">{children}</ul>
}

/** One of them: a mark, what it is, and a line about it. */
export function TappableRow({
  href,
  mark,
  title,
  lang,
  children,
  download,
}: PropsWithChildren<{
  href: string
  mark: Child
  title: Child
  /** The language of the title, where it is not that of the page. */
  lang?: string | undefined
  /** The name under which a file is saved. */
  download?: string
}>) {
  return (
    <li>
      <a class="go" href={href} {...(download && { download })}>
        {mark}
        <span>
          <b {...(lang && { lang, dir: direction(lang) })}>{title}</b>
          {children && <span class="soft">{children}</span>}
        </span>
        <Icon name="right" />
      </a>
    </li>
  )
}

/** A leaf of a calendar, beside words that say the day. */
export function DayMark({ instant, place }: { instant: string; place: Place }) {
  const { weekday, day, month } = leafOfDay(instant, place)
  return (
    <span class="day" aria-hidden="true">
      {weekday}
      <b>{day}</b>
      {month}
    </span>
  )
}
