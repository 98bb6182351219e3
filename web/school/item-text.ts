import type { Item } from '../../shared/logistics/item.ts'
import { isMessageKey, type Translate } from '../messages/catalogue.ts'
import { languageName } from '../messages/format.ts'

type Words = { t: Translate; language: string }

/** What an item of the checklist is called. */
export function itemTitle({ t, language }: Words, item: Item): string {
  if (item.kind === 'own') return item.title ?? ''
  const named = item.language ? { language: languageName(item.language, language) } : { language: '' }
  return t(`checklist.kind.${item.kind}`, named)
}

/** How an item's number came about, a sentence a line; nothing where it needs no telling. */
export function itemReasons(words: Words, item: Item): string[] {
  const { t } = words
  const inputs = numbersOf(item.inputs)
  switch (item.kind) {
    case 'childcare':
      return roomsOf(item).map((room) => t('checklist.how.childcare', room))
    case 'interpreters':
      return [
        t('checklist.how.interpreters', {
          ...inputs,
          minutes: inputs.durationMinutes ?? 0,
          needed: item.needed,
        }),
      ]
    case 'meals':
      return [t('checklist.how.meals', { ...inputs, special: specialMeals(words, item) })]
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

function numbersOf(inputs: Item['inputs']): Record<string, number> {
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, value]) => (typeof value === 'number' ? [[name, value]] : [])),
  )
}

type RoomInput = { room: string; children: number; staff: number; perAdult: number }

function roomsOf({ inputs }: Item): RoomInput[] {
  // What the rule of childcare put there, room by room.
  return (
    (inputs.rooms as (RoomInput & { ages: unknown })[] | undefined)?.map(({ ages: _, ...room }) => room) ?? []
  )
}

function specialMeals({ t, language }: Words, { inputs }: Item): string {
  const special = Object.entries((inputs.special as Record<string, number> | undefined) ?? {})
  if (special.length === 0) return t('checklist.how.noSpecial')
  const parts = special.map(([diet, count]) => {
    const key = `session.diet.${diet}`
    return `${isMessageKey(key) ? t(key) : diet} ${count}`
  })
  return new Intl.ListFormat(language).format(parts)
}
