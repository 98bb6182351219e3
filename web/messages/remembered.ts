// Some years of dates in every language; then all begins anew.
const MOST_KEPT = 10_000

/** A function of texts that answers the same each time, and keeps what it answered: Intl takes its time. */
export function remembered<Asked extends string[], Answer>(
  make: (...asked: Asked) => Answer,
): (...asked: Asked) => Answer {
  const answers = new Map<string, Answer>()
  return (...asked) => {
    const key = asked.join('\n')
    const known = answers.get(key)
    if (known !== undefined) return known
    if (answers.size >= MOST_KEPT) answers.clear()
    const answer = make(...asked)
    answers.set(key, answer)
    return answer
  }
}
