import type { ListedItem } from '../../shared/logistics/logistics.operations.ts'
import { AREAS, type Area, type Readiness, type SessionReadiness } from '../../shared/logistics/readiness.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import { Meter } from '../components/meter.tsx'
import type { Translator } from '../messages/catalogue.ts'
import { type Row, rowsOf } from './checklist-rows.ts'

/** The picture of each area. */
export const AREA_ICONS: Readonly<Record<Area, IconName>> = {
  childcare: 'child',
  interpreters: 'voices',
  food: 'food',
  room: 'door',
  rides: 'car',
  paper: 'page',
  messages: 'send',
  own: 'star',
}

const STATE_ICONS = { late: 'warning', recheck: 'again', open: 'asked', ready: 'confirmed' } as const

/** How ready a session is: a tile for each area, which leads to its rows. `path` is that of the checklist. */
export function ReadinessTiles(props: {
  t: Translator
  readiness: SessionReadiness
  items: readonly ListedItem[]
  path: string
}) {
  const { t, readiness, items, path } = props
  const rows = rowsOf(items)
  return (
    <nav class="ready" aria-label={t('readiness.title')}>
      {AREAS.map((area) => {
        const found = readiness.areas[area]
        if (!found || isQuiet(area, found)) return null
        const { part, whole } = amount(
          found,
          rows.filter((row) => row.area === area),
        )
        return (
          <a href={`${path}#area-${area}`} class={found.state}>
            <b>
              <Icon name={AREA_ICONS[area]} />
              {t(`readiness.area.${area}`)}
            </b>
            <span>
              <Icon name={STATE_ICONS[found.state]} />
              <span>
                {t('readiness.state.open', { settled: part, items: whole })}{' '}
                <span class="state">{t(`readiness.word.${found.state}`)}</span>
              </span>
            </span>
            <Meter part={part} whole={whole} tone={found.state} />
          </a>
        )
      })}
    </nav>
  )
}

// A session has seven areas; what a school adds of its own has a tile only while it needs somebody.
const isQuiet = (area: Area, { state }: Readiness) =>
  area === 'own' && (state === 'open' || state === 'ready')

/** An area of one item is as far as that item's quantity; others as far as many of their items are settled. */
function amount({ settled, items }: Readiness, rows: readonly Row[]): { part: number; whole: number } {
  const [only, second] = rows.filter(({ status }) => status !== 'notNeeded')
  const isOne = only && !second && only.items.length === 1 && only.items[0]?.unit !== 'task'
  return isOne ? { part: only.confirmed, whole: only.needed } : { part: settled, whole: items }
}
