import { type LadderStep, placesOf, STEPS } from '../../shared/ladder/ladder.ts'
import type { Ladder } from '../../shared/ladder/school-ladder.operations.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import type { Reader } from '../visit.ts'

const ICONS = {
  guest: 'people',
  helping: 'book',
  organising: 'calendar',
  adultEducation: 'cap',
  curriculum: 'pencil',
  governance: 'scales',
  teaching: 'star',
} as const satisfies Record<LadderStep, IconName>

const IN_A_ROW = 11
const MOST_SEATS = 2 * IN_A_ROW
const STEP = 7.8

/** Where parents are: the seven places beside each other, with a seat for each family that shows it. */
export function LeaderPlaces({ reader, ladder }: { reader: Reader; ladder: Ladder }) {
  const { t } = reader
  const places = placesOf(ladder.paths.map(({ family, path }) => ({ path, language: family.language })))
  return (
    <section aria-labelledby="places">
      <div class="head">
        <h2 id="places">{t('ladder.places')}</h2>
        <span class="soft small">{t('ladder.placesText')}</span>
      </div>
      <ol class="places">
        {STEPS.map((step) => {
          const { families, languages } = places[step]
          const count = step === 'guest' ? Math.max(ladder.guests, families) : families
          return (
            <li>
              <Icon name={ICONS[step]} />
              <b>{t(`ladder.place.${step}`)}</b>
              <span class="big">{count}</span>
              <Seats count={count} />
              <small class="soft">
                {step === 'guest'
                  ? t('ladder.cameToWorkshop')
                  : languages > 0 && t('ladder.languages', { count: languages })}
              </small>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** A seat for each family, at most two rows of them beside the number. */
function Seats({ count }: { count: number }) {
  return (
    <svg class="seats" viewBox="0 0 88 24" aria-hidden="true">
      {Array.from({ length: Math.min(count, MOST_SEATS) }, (_, place) => (
        <circle cx={(5 + (place % IN_A_ROW) * STEP).toFixed(1)} cy={place < IN_A_ROW ? 6 : 18} r="3.2" />
      ))}
    </svg>
  )
}
