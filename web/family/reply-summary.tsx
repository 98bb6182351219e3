import { DIETS } from '../../shared/session/reply.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import { capital, languageWithin, listText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import type { Answers } from './reply-form.tsx'
import { bandCounts } from './reply-input.ts'

type Said = Pick<
  Answers,
  'adults' | 'children' | 'interpretation' | 'diets' | 'allergens' | 'ride' | 'access'
>

/** What a reply starts from, in a few lines: who comes, and what they need of what the workshop offers. */
export function ReplySummary({ reader, said, workshop }: { reader: Reader; said: Said; workshop: Workshop }) {
  const { t } = reader
  const { offers } = workshop
  const food = foodOf(reader, said)
  const lines: (readonly [IconName, string])[] = [
    ['people', peopleOf(reader, said)],
    ['voices', languagesOf(reader, said) || t('same.noLanguage')],
    ...(offers.food || food ? [['food', food || t('same.noFood')] as const] : []),
    ...(offers.rides || said.ride ? [['car', t('same.ride', { people: said.ride ?? 0 })] as const] : []),
    ...(said.access ? [['heart', said.access] as const] : []),
  ]
  return (
    <ul class="lines">
      {lines.map(([icon, text]) => (
        <li class="with-icon">
          <Icon name={icon} />
          <bdi>{text}</bdi>
        </li>
      ))}
    </ul>
  )
}

/** "1 adult, 2 children (4 and 5 years)". */
export function peopleOf({ t, language }: Reader, { adults = 0, children = [] }: Said): string {
  const people = t('replied.people', { adults, children: children.length })
  const bands = Object.keys(bandCounts(children)) as (keyof ReturnType<typeof bandCounts>)[]
  const ages = bands.map((band) => t(`session.band.${band}`))
  return ages.length > 0 ? t('same.ages', { people, ages: listText(ages, language) }) : people
}

/** What a family needs to take part, each as it is said of its own: languages, food, a ride. */
export function helpOf(reader: Reader, said: Said): string[] {
  const ride = said.ride ? reader.t('same.ride', { people: said.ride }) : ''
  return [languagesOf(reader, said), foodOf(reader, said), ride].filter(Boolean)
}

function languagesOf({ t, language }: Reader, { interpretation = [] }: Said): string {
  const needs = interpretation.map((need) =>
    t('same.language', { language: languageWithin(need.language, language), adults: need.adults }),
  )
  return capital(listText(needs, language), language)
}

function foodOf({ t, language }: Reader, { diets = {}, allergens = [] }: Said): string {
  const asked = DIETS.filter((diet) => diets[diet]).map((diet) =>
    t('same.diet', { diet: capital(t(`session.diet.${diet}`), language), people: diets[diet] ?? 0 }),
  )
  const avoided = allergens.length > 0 ? [t('same.allergens', { list: listText(allergens, language) })] : []
  return [...asked, ...avoided].join(' · ')
}
