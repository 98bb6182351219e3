import { raw } from 'hono/html'

/** A cache of at most `most` answers by key; when it is full it starts over. */
export function memo<Answer>(most: number): (key: string, make: () => Answer) => Answer {
  const answers = new Map<string, Answer>()
  return (key, make) => {
    const known = answers.get(key)
    if (known !== undefined) return known
    if (answers.size >= most) answers.clear()
    const answer = make()
    answers.set(key, answer)
    return answer
  }
}

// Some years of dates in every language.
const MOST_ANSWERS = 10_000

/** A pure function of texts that caches its answers, because Intl is slow. */
export function memoized<Arguments extends string[], Answer>(
  make: (...given: Arguments) => Answer,
): (...given: Arguments) => Answer {
  const cached = memo<Answer>(MOST_ANSWERS)
  return (...given) => cached(given.join('\n'), () => make(...given))
}

// Some kilobytes each.
const MOST_PARTS = 2_000

const parts = memo<ReturnType<typeof raw>>(MOST_PARTS)

/** A part of a page that many people get alike, rendered once; `key` names everything that it depends on. */
export function cachedPart(key: unknown, render: () => { toString(): string | Promise<string> }) {
  return parts(JSON.stringify(key), () => raw(flattened(String(render()))))
}

// A text concatenated from hundreds of pieces is walked through each time that it is sent.
const flattened = (text: string) => Buffer.from(text).toString()
