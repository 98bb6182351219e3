import type { Outreach } from '../../shared/outreach/outreach-list.operations.ts'
import type { Reader } from '../visit.ts'

// With more conversations each dot stands for several.
const MOST_DOTS = 40
const WIDTH = 600
const RADIUS = 12

/** How many conversations were good news and how many were worries, as dots and in words. */
export function TalkBalance({ reader: { t }, outreach }: { reader: Reader; outreach: Outreach }) {
  const { figures, aim } = outreach
  const { positive, concern, families, positiveByWeekSix } = figures
  const worth = Math.max(1, Math.ceil((positive + concern) / MOST_DOTS))
  const dots = [
    ...Array.from({ length: Math.ceil(positive / worth) }, () => 'good'),
    ...Array.from({ length: Math.ceil(concern / worth) }, () => 'worry'),
  ]
  const step = WIDTH / Math.max(20, dots.length)
  return (
    <section class="card">
      <h2>{t('outreach.balance')}</h2>
      {dots.length > 0 && (
        <svg class="dots" viewBox={`0 0 ${WIDTH} 30`} aria-hidden="true">
          {dots.map((kind, place) => (
            <circle
              class={kind}
              cx={(place * step + step / 2).toFixed(1)}
              cy="15"
              r={Math.min(RADIUS, step * 0.42).toFixed(1)}
            />
          ))}
        </svg>
      )}
      <p class="small">
        <b class="number">{t('outreach.toOne', { positive, concern })}.</b>{' '}
        <span class="soft">
          {t(concern * aim > positive ? 'outreach.morePositive' : 'outreach.aim', { aim })}{' '}
          {t('outreach.sixWeeks', { count: positiveByWeekSix, all: families })}
        </span>
      </p>
    </section>
  )
}
