import type { Child, PropsWithChildren } from 'hono/jsx'
import { Icon } from './icon.tsx'

type MenuProps = PropsWithChildren<{
  /** What opens it, in words. */
  summary: Child
  /** How that looks: as a button, as a filter in which something is chosen, or as the person who is signed in. */
  look?: 'button' | 'chosen' | 'me'
  /** Whether it opens from the start of its line, and not from the end. */
  fromStart?: boolean
  open?: boolean
}>

/** A menu that opens under what names it: links, buttons or a small form. It needs no script. */
export function Menu({ summary, look, fromStart, open, children }: MenuProps) {
  const looks = { button: 'button quiet', chosen: 'chosen', me: '' }
  return (
    <details
      class={['menu no-print', look === 'me' && 'me', fromStart && 'from-start'].filter(Boolean).join(' ')}
      open={open}
    >
      <summary class={look && looks[look]}>{summary}</summary>
      <div class="pop">{children}</div>
    </details>
  )
}

/** What is rarely done with a thing, behind three dots. Screen readers hear the name. */
export function MoreMenu({ name, open, children }: PropsWithChildren<{ name: string; open?: boolean }>) {
  const summary = (
    <>
      <Icon name="dots" />
      <span class="screen-reader">{name}</span>
    </>
  )
  return (
    <Menu summary={summary} {...(open !== undefined && { open })}>
      {children}
    </Menu>
  )
}

/** A link in a menu; what takes something away is marked. */
export type MenuLink = { label: string; href: string; danger?: boolean }

/** Links in a menu, as a list. */
export function MenuLinks({ links }: { links: readonly MenuLink[] }) {
  return (
    <ul>
      {links.map(({ label, href, danger }) => (
        <li>
          <a href={href} class={danger ? 'late' : ''}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  )
}
