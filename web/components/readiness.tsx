import { AREAS, type SessionReadiness } from '../../shared/logistics/readiness.ts'
import type { Translator } from '../messages/catalogue.ts'
import { Facts } from './parts.tsx'

/** How ready a session is, a line an area. */
export function ReadinessFacts({ t, readiness }: { t: Translator; readiness: SessionReadiness }) {
  const areas = AREAS.flatMap((area) => {
    const found = readiness.areas[area]
    return found ? [{ area, found }] : []
  })
  return (
    <section>
      <h2>{t('readiness.title')}</h2>
      <Facts
        facts={areas.map(({ area, found: { state, ...counts } }) => [
          t(`readiness.area.${area}`),
          t(`readiness.state.${state}`, counts),
        ])}
      />
    </section>
  )
}
