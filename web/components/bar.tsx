/** A part of a bar: what it is called, how many, and how it is drawn. */
export type BarPart = { label: string; count: number; fill: 1 | 2 | 3 | 4 | 5 }

type Props = { title: string; description: string; parts: readonly BarPart[] }

const WIDTH = 600
const HEIGHT = 36
const GAP = 3

/**
 * One bar whose parts make up the whole, drawn on the server; its numbers are in a `Table` beside it. Parts are
 * separate and in the order of the table, so that none is known by its colour alone.
 */
export function Bar({ title, description, parts }: Props) {
  const total = parts.reduce((sum, { count }) => sum + count, 0) || 1
  let at = 0
  return (
    <svg class="bar" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${title}. ${description}`}>
      <title>{title}</title>
      <desc>{description}</desc>
      {parts.map(({ count, fill }) => {
        const width = (count / total) * WIDTH
        const x = at
        at += width
        return (
          width > 0 && (
            <rect
              class={`part-${fill}`}
              x={x}
              y="0"
              width={Math.max(1, width - GAP)}
              height={HEIGHT}
              rx="4"
            />
          )
        )
      })}
    </svg>
  )
}
