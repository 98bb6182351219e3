import type { Child } from 'hono/jsx'
import { Icon, type IconName } from '../components/icon.tsx'
import { capital, languageName, listText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import type { DoorGuest, DoorTally } from './door-view.ts'
import { familyLabel } from './family.tsx'

type Props = { reader: Reader; tally: DoorTally; guests: readonly DoorGuest[] }

/** Who is here for childcare, meals and headsets, the allergies, and who still comes by the school's car. */
export function DoorSide({ reader, tally, guests }: Props) {
  const { t, language } = reader
  const riders = guests.filter(({ reply, here }) => !here && (reply?.ride ?? 0) > 0)
  const names = riders.map(({ family }) => familyLabel(family))
  return (
    <aside id="door-side" aria-label={t('door.hereNow')}>
      <Tally reader={reader} tally={tally} />
      {!tally.meals && <Allergens reader={reader} tally={tally} />}
      {names.length > 0 && (
        <p class="ride">
          <Icon name="car" />
          <span>{t('door.riders', { families: listText(names, language) })}</span>
        </p>
      )}
    </aside>
  )
}

function Tally({ reader, tally: { childcare, meals, headsets, allergens } }: Omit<Props, 'guests'>) {
  const { t, language } = reader
  const rooms = childcare?.rooms.map(({ room, children }) => t('door.room', { room, count: children }))
  const languages = headsets?.languages.map((one) => `${languageName(one.language, language)} ${one.adults}`)
  return (
    <dl class="tally">
      {childcare && (
        <Count reader={reader} icon="child" what="childcare" count={childcare}>
          {rooms?.join(' · ')}
        </Count>
      )}
      {meals && (
        <Count reader={reader} icon="food" what="meals" count={meals}>
          {allergens.length > 0 && <Allergens reader={reader} tally={{ allergens }} />}
        </Count>
      )}
      {headsets && (
        <Count reader={reader} icon="voices" what="headsets" count={headsets}>
          {languages?.join(' · ')}
        </Count>
      )}
    </dl>
  )
}

type CountProps = {
  reader: Reader
  icon: IconName
  what: 'childcare' | 'meals' | 'headsets'
  count: { here: number; expected: number }
  children: Child
}

function Count({ reader: { t }, icon, what, count: { here, expected }, children }: CountProps) {
  return (
    <div>
      <dt>
        <Icon name={icon} />
        {t(`door.tally.${what}`)}
      </dt>
      <dd>
        {here} <small>{t('door.of', { count: expected })}</small>
      </dd>
      {children && <dd class={`parts ${what}`}>{children}</dd>}
    </div>
  )
}

function Allergens({
  reader: { t, language },
  tally: { allergens },
}: {
  reader: Reader
  tally: Pick<DoorTally, 'allergens'>
}) {
  return (
    <>
      {allergens.map(({ allergen, families, here }) => (
        <b class="late">
          <Icon name="warning" />
          {t('door.allergen', { allergen: capital(allergen, language), count: families, here })}
        </b>
      ))}
    </>
  )
}
