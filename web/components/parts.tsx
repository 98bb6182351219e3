import type { Child, PropsWithChildren } from 'hono/jsx'

/** A card: one thing that waits, or one thing to read. */
export function Card({
  title,
  lang,
  children,
  tone = 'plain',
}: PropsWithChildren<{ title?: Child; lang?: string | undefined; tone?: 'plain' | 'first' }>) {
  return (
    <section class={`card ${tone}`}>
      {title && <h2 lang={lang}>{title}</h2>}
      {children}
    </section>
  )
}

/** A short message in the page: what was done, or what to know. */
export function Notice({
  children,
  tone = 'note',
}: PropsWithChildren<{ tone?: 'note' | 'done' | 'warning' }>) {
  const sign = { note: 'i', done: '✓', warning: '!' }[tone]
  return (
    <div class={`notice ${tone}`} {...(tone === 'done' && { role: 'status' })}>
      <span class="sign" aria-hidden="true">
        {sign}
      </span>
      <div>{children}</div>
    </div>
  )
}

/** A link that looks like a button: the next thing to do. */
export function ButtonLink({
  href,
  children,
  kind = 'main',
}: PropsWithChildren<{ href: string; kind?: 'main' | 'quiet' }>) {
  return (
    <a class={`button ${kind}`} href={href}>
      {children}
    </a>
  )
}

/** A table with its caption; it scrolls by itself where it is wider than the screen. First cells are row heads. */
export function Table({
  caption,
  heads,
  rows,
  numbers = [],
}: {
  caption: Child
  heads: readonly Child[]
  rows: readonly (readonly Child[])[]
  /** Columns (from 0) that hold numbers. */
  numbers?: readonly number[]
}) {
  const label = typeof caption === 'string' ? caption : undefined
  const side = (column: number) => (numbers.includes(column) ? 'number' : '')
  return (
    <section class="scroll" tabindex={0} aria-label={label}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {heads.map((head, column) => (
              <th scope="col" class={side(column)}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr>
              {cells.map((cell, column) =>
                column === 0 ? <th scope="row">{cell}</th> : <td class={side(column)}>{cell}</td>,
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Names and what they say, such as when and where. */
export function Facts({ facts }: { facts: readonly (readonly [Child, Child])[] }) {
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
