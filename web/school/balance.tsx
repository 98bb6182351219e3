import type { DateTime } from 'luxon'
import { termBegin } from '../../shared/ladder/report.ts'
import { instantOf } from '../../shared/time/instant.ts'
import { balanceOf } from '../../shared/workshop/balance.ts'
import { CAPACITIES, PURPOSES, type Workshop } from '../../shared/workshop/workshop.ts'
import { Bar } from '../components/bar.tsx'
import { Notice, Table } from '../components/parts.tsx'
import type { Reader } from '../visit.ts'

type Props = { reader: Reader; workshops: readonly Workshop[]; now: DateTime }

const FILLS = [1, 2, 3, 5] as const

/** What this term's workshops are for, which of the four Cs they build, and a gentle word where most are social. */
export function BalanceOfTerm({ reader: { t, school }, workshops, now }: Props) {
  const from = instantOf(termBegin(now, school?.timeZone ?? 'utc'))
  const dated = workshops.filter(
    ({ sessions = [], status }) => status !== 'cancelled' && sessions.some(({ start }) => start >= from),
  )
  if (dated.length === 0) return null
  const { purposes, builds, mostlySocial } = balanceOf(dated, school?.settings.socialPercent)
  const parts = PURPOSES.map((purpose, place) => ({
    label: t(`plan.purpose.${purpose}`),
    count: purposes[purpose],
    fill: FILLS[place] ?? 5,
  }))
  const title = t('balance.title')
  return (
    <section>
      <h2>{title}</h2>
      {mostlySocial && <Notice>{t('balance.mostlySocial')}</Notice>}
      <Bar
        title={title}
        description={parts.map(({ label, count }) => `${label}: ${count}`).join(', ')}
        parts={parts}
      />
      <Table
        caption={title}
        heads={[t('balance.what'), t('balance.workshops')]}
        numbers={[1]}
        rows={[
          ...parts.map(({ label, count }) => [label, String(count)]),
          ...CAPACITIES.map((one) => [t(`teach.builds.${one}`), String(builds[one])]),
        ]}
      />
    </section>
  )
}
