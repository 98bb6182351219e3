import { sumByName, total, withTenthMore } from './quantity.ts'

/** From this many adults of one language on, whispering no longer reaches them all. */
const WHISPERED_BELOW = 3
/** An interpreter works alone up to this many minutes; then two take turns. */
const ALONE_UP_TO_MINUTES = 60

/** Adults who asked for their spoken language. */
export type LanguageNeed = { language: string; adults: number }

/** Adults who need a language, and the interpreters for it. */
export type LanguageInterpretation = { need: number; interpreters: number }

/** The people and the equipment that interpretation needs. */
export type Interpretation = {
  interpreters: number
  byLanguage: Record<string, LanguageInterpretation>
  mode: 'none' | 'whispered' | 'simultaneous'
  transmitters: number
  receivers: number
}

/** What interpretation depends on. */
export type Presentation = { presentationLanguage: string; durationMinutes: number; presenters: number }

/**
 * Interpretation for what people asked for (nothing is inferred from names or written languages). A need for the
 * language of presentation itself counts nothing. Equipment is needed from three adults of one language or from two
 * languages on: a transmitter a language, a tenth more receivers than needed, and one for each presenter.
 */
export function interpretationFor(needs: Iterable<LanguageNeed>, session: Presentation): Interpretation {
  const asked = Array.from(needs).filter((need) => need.language !== session.presentationLanguage)
  const need = sumByName(asked.map(({ language, adults }) => [language, adults]))
  const languages = Object.keys(need)
  const perLanguage = session.durationMinutes <= ALONE_UP_TO_MINUTES ? 1 : 2
  const mode = modeOf(Object.values(need))
  const simultaneous = mode === 'simultaneous'
  return {
    interpreters: languages.length * perLanguage,
    byLanguage: Object.fromEntries(
      Object.entries(need).map(([language, adults]) => [
        language,
        { need: adults, interpreters: perLanguage },
      ]),
    ),
    mode,
    transmitters: simultaneous ? languages.length : 0,
    receivers: simultaneous ? withTenthMore(total(Object.values(need))) + session.presenters : 0,
  }
}

function modeOf(needs: readonly number[]): Interpretation['mode'] {
  if (needs.length === 0) return 'none'
  return needs.length >= 2 || needs.some((need) => need >= WHISPERED_BELOW) ? 'simultaneous' : 'whispered'
}
