import { Icon, type IconName } from '../components/icon.tsx'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'

type Way = 'keyboard' | 'camera'

/** The two ways to record from paper. */
export function RecordWays({ reader: { t }, workshop, now }: { reader: Reader; workshop: string; now: Way }) {
  const ways: readonly [Way, string, IconName][] = [
    ['keyboard', schoolRoutes.record(workshop), 'keys'],
    ['camera', schoolRoutes.recordCamera(workshop), 'camera'],
  ]
  return (
    <nav class="filters" aria-label={t('camera.ways')}>
      <ul>
        {ways.map(([way, href, icon]) => (
          <li>
            <a href={href} {...(way === now && { 'aria-current': 'page' as const })}>
              <Icon name={icon} />
              {t(`camera.${way}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
