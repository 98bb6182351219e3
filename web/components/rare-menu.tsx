import { Icon } from './icon.tsx'

/** A link in a menu; what takes something away is marked. */
export type MenuLink = { label: string; href: string; danger?: boolean }

/** What is rarely done with the thing on a page, behind one button. */
export function RareMenu({ label, links }: { label: string; links: readonly MenuLink[] }) {
  return (
    <details class="rare no-print">
      <summary>
        <Icon name="dots" />
        <span class="screen-reader">{label}</span>
      </summary>
      <ul>
        {links.map(({ label: text, href, danger }) => (
          <li>
            <a href={href} class={danger ? 'late' : ''}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}
