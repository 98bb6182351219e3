/** Keeps what was made under a key, so much at most; then all begins anew. */
export function keeper<Answer>(most: number): (key: string, make: () => Answer) => Answer {
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
const MOST_KEPT = 10_000

/** A function of texts that answers the same each time, and keeps what it answered: Intl takes its time. */
export function remembered<Asked extends string[], Answer>(
  make: (...asked: Asked) => Answer,
): (...asked: Asked) => Answer {
  const keep = keeper<Answer>(MOST_KEPT)
  return (...asked) => keep(asked.join('\n'), () => make(...asked))
}
