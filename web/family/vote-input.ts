import * as z from 'zod'
import { accept } from '../../shared/access/accept.ts'
import { AGE_BANDS } from '../../shared/family/family.ts'
import { languageTag } from '../../shared/school/language-tag.ts'
import { resolveWallTime, WallTime } from '../../shared/time/wall-time.ts'
import { type SentForm, type Trouble, withPointers } from '../form.ts'
import { childrenOfBands } from './reply-input.ts'

/**
 * A vote's form as the input that the rule takes: the revisions are for the page alone, the suggested time is on the
 * school's clock, and what would help is said with the children's ages and the interpreter's language where they were told.
 */
export function ballotInput(values: Record<string, unknown>, timeZone: string): unknown {
  const { revisions: _, hadNone, suggestedStartLocal, wish, couldComeIf, ...rest } = values
  const name = 'suggestedStartLocal'
  const local = accept(z.object({ [name]: WallTime.optional() }), { [name]: suggestedStartLocal })[name]
  const suggestedStart = local && resolveWallTime(local, timeZone, `/${name}`)
  // "None of these", ticked on this page, clears the answers, as the page shows it. Where it was ticked before and a time
  // was answered since, the rule asks which is right: a browser that cannot show it cleared may have left the old tick.
  const isCleared = rest.noneWork === true && hadNone === undefined
  return {
    answers: {},
    ...rest,
    ...(isCleared && { answers: {} }),
    ...(couldComeIf !== undefined && { couldComeIf: wishesIn(couldComeIf, wish) }),
    ...(suggestedStart && { suggestedStart }),
  }
}

const MOST_CHILDREN = 20
const Count = z.int().min(0).optional()
const Bands = z
  .object(Object.fromEntries(AGE_BANDS.map((band) => [band, Count])))
  .refine((counts) => childrenOfBands(counts).length <= MOST_CHILDREN, 'too-many')

// What makes a wish real, under the names that its fields have on the page.
const Details = z.lazy(() =>
  z.object({ wish: z.object({ band: Bands.optional(), language: languageTag().optional() }) }),
)

const AnyDetails = z.object({ band: z.unknown(), language: z.unknown() }).partial()

// What is no list goes on as it is, so that the rule refuses it by name. A field that the page does not show, because its
// wish is not ticked, is not read.
function wishesIn(kinds: unknown, wish: unknown): unknown {
  if (!Array.isArray(kinds)) return kinds
  const typed = AnyDetails.safeParse(wish).data ?? {}
  const told = (kind: string, value: unknown) => (kinds.includes(kind) ? value : undefined)
  const details = { band: told('childcare', typed.band), language: told('interpreter', typed.language) }
  const { band = {}, language } = accept(Details, { wish: details }).wish
  const children = childrenOfBands(band)
  return kinds.map((kind: unknown) => {
    if (kind === 'childcare' && children.length > 0) return { kind, children }
    if (kind === 'interpreter' && language !== undefined) return { kind, language }
    return kind
  })
}

const Answers = z.record(z.string(), z.unknown())

/**
 * Trouble at the fields of the page: it has none for a time that is no longer in the vote, asks for the suggested one on
 * the school's clock, and asks about "none of these" at the time that was answered beside it.
 */
export function ofVotePage(trouble: Trouble, { values }: Pick<SentForm, 'values'>): Trouble {
  const errors = trouble.errors.filter(({ detail }) => detail !== 'unknown-option')
  const answers = Answers.safeParse(values.answers).data ?? {}
  const [answered] = Object.entries(answers).find(([, answer]) => answer !== 'no') ?? []
  return withPointers({ ...trouble, errors }, (pointer) => {
    if (pointer.startsWith('/couldComeIf/')) return '/couldComeIf'
    if (pointer === '/noneWork' && answered) return `/answers/${answered}`
    return pointer === '/suggestedStart' ? '/suggestedStartLocal' : pointer
  })
}
