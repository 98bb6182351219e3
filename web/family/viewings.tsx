import type { Hono } from 'hono'
import { listViewings } from '../../shared/family/viewing.operations.ts'
import type { ShownViewing } from '../../shared/family/viewing.ts'
import { dayAt } from '../../shared/time/instant.ts'
import { Card } from '../components/parts.tsx'
import { dueDayText } from '../messages/format.ts'
import { familyRoutes } from '../routes.ts'
import { familyOf, type Reader, type WebEnv } from '../visit.ts'

// As many as one reads at a glance; the others are a tap away.
const MOST_SHOWN = 5

/** Who of the team saw something of the family in the last 90 days, where and when. */
export async function WhoLooked({ reader }: { reader: Reader }) {
  const { t } = reader
  const viewings = (await reader.viewings) ?? []
  const rest = viewings.slice(MOST_SHOWN)
  return (
    <Card title={t('viewings.title')}>
      <p class="soft">{t(viewings.length > 0 ? 'viewings.text' : 'viewings.none')}</p>
      {viewings.length > 0 && <Lines reader={reader} viewings={viewings.slice(0, MOST_SHOWN)} />}
      {rest.length > 0 && (
        <details>
          <summary>{t('viewings.more', { count: rest.length })}</summary>
          <Lines reader={reader} viewings={rest} />
        </details>
      )}
    </Card>
  )
}

function Lines({ reader, viewings }: { reader: Reader; viewings: readonly ShownViewing[] }) {
  const { t } = reader
  return (
    <ul class="list">
      {viewings.map(({ name, on, ofMany, at }) => (
        <li>
          {t(`viewings.${ofMany ? 'many' : 'on'}.${on}`, { name })}{' '}
          <span class="soft">{whenText(reader, at)}</span>
        </li>
      ))}
    </ul>
  )
}

function whenText({ language, school }: Reader, at: string): string {
  const timeZone = school?.timeZone ?? 'UTC'
  return dueDayText(dayAt(at, timeZone), language, 'date')
}

/** Reads who looked while the page about the family reads its own. */
export function registerViewings(app: Hono<WebEnv>): void {
  app.use((c, next) => {
    if (c.req.path !== familyRoutes.about()) return next()
    const { family, school } = familyOf(c)
    const viewings = listViewings(c.get('context'), school.id, family)
    // A fault of this read is thrown where the page waits for it.
    viewings.catch(() => undefined)
    c.set('reader', { ...c.get('reader'), viewings })
    return next()
  })
}
