import { AGE_BAND_MONTHS, AGE_BANDS } from '../../shared/family/family.ts'
import type { AgeCount, ChildcareRoom } from '../../shared/logistics/childcare.ts'
import { localText } from '../../shared/school/language-choice.ts'
import type { ChecklistItem } from '../../shared/session/item.ts'
import { isMessageKey, type Translator } from '../messages/catalogue.ts'
import { languageName, listText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'

type Words = { t: Translator; language: string }

/** What an item of the checklist is called. */
export function itemTitle({ t, language }: Words, item: ChecklistItem): string {
  if (item.kind === 'own') return item.title ?? ''
  if (item.kind === 'signUp') return localText(item.titles ?? {}, language)
  const named = item.language ? { language: languageName(item.language, language) } : { language: '' }
  return t(`checklist.kind.${item.kind}`, named)
}

/** How an item's number came about, a sentence a line; nothing where it needs no telling. */
export function itemReasons(words: Words, item: ChecklistItem): string[] {
  const { t } = words
  // A line whose need went is kept with what was confirmed; nothing is left that its number came from.
  if (Object.keys(item.inputs).length === 0) return []
  const inputs = numbersOf(item.inputs)
  switch (item.kind) {
    case 'childcare':
      return roomsOf(item).map(({ ages, ...room }) =>
        t('checklist.how.childcare', { ...room, ages: agesText(words, ages) }),
      )
    case 'interpreters':
      return [
        t('checklist.how.interpreters', {
          ...inputs,
          minutes: inputs.durationMinutes ?? 0,
          needed: item.needed,
        }),
      ]
    case 'meals':
      return [
        t('checklist.how.meals', { ...inputs, special: specialMeals(words, item) }),
        ...(inputs.showSessions ? [t('checklist.how.show', { showPercent: 0, ...inputs })] : []),
        ...(inputs.brought ? [t('checklist.how.brought', { brought: inputs.brought })] : []),
      ]
    case 'rides':
      return [t('checklist.how.rides', inputs)]
    case 'chairs':
      return [t('checklist.how.chairs', inputs)]
    case 'receivers':
      return [t('checklist.how.receivers', inputs)]
    case 'stations':
      return [t('checklist.how.stations', inputs)]
    default:
      return []
  }
}

/** Of what Convite does itself: that it is planned, where a service can send it, or how many messages left and wait. */
export function ownMessages(
  { t, carriers }: Pick<Reader, 't' | 'carriers'>,
  { inputs }: ChecklistItem,
): string | false {
  const { state, people, waiting } = inputs
  if (state === 'planned') return t(carriers.length > 0 ? 'checklist.own.planned' : 'checklist.own.unserved')
  if (state !== 'told' || typeof people !== 'number' || typeof waiting !== 'number') return false
  return t('checklist.own.told', { sent: people - waiting, waiting })
}

/** From what to what the need of a confirmed item changed, and how many families replied where it rose. */
export function recheckReason({ t }: Pick<Words, 't'>, item: ChecklistItem): string | false {
  const { confirmedFor: before, needed, repliedSince = 0 } = item
  if (before === undefined || before === needed) return false
  const families = needed > before ? repliedSince : 0
  return t('checklist.recheckFrom', { before, needed, families })
}

function numbersOf(inputs: ChecklistItem['inputs']): Record<string, number> {
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, value]) => (typeof value === 'number' ? [[name, value]] : [])),
  )
}

// What the rule of childcare put there, room by room.
const roomsOf = ({ inputs }: ChecklistItem) => (inputs.rooms as ChildcareRoom[] | undefined) ?? []

/** "2 babies (under 1) and 5 of 1 and 2 years": a band by its name where it is one of the usual. */
function agesText({ t, language }: Words, ages: readonly AgeCount[]): string {
  const parts = ages.map(({ fromMonths, toMonths, children }) => {
    const band = AGE_BANDS.find((one) => isWithin(AGE_BAND_MONTHS[one], fromMonths, toMonths))
    const age = band ? t(`session.band.${band}`) : t('checklist.how.months', { fromMonths, toMonths })
    return t('checklist.how.age', { age, children })
  })
  return listText(parts, language)
}

const isWithin = (months: number, from: number, to: number) => from <= months && months <= to

function specialMeals({ t, language }: Words, { inputs }: ChecklistItem): string {
  const special = Object.entries((inputs.special as Record<string, number> | undefined) ?? {})
  if (special.length === 0) return t('checklist.how.noSpecial')
  const parts = special.map(([diet, count]) => {
    const key = `session.diet.${diet}`
    return `${isMessageKey(key) ? t(key) : diet} ${count}`
  })
  return listText(parts, language)
}
