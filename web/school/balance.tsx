import type { DateTime } from 'luxon'
import { termBegin } from '../../shared/ladder/report.ts'
import { instantOf } from '../../shared/time/instant.ts'
import { balanceOf } from '../../shared/workshop/balance.ts'
import type { Proposal } from '../../shared/workshop/proposal.ts'
import { CAPACITIES, PURPOSES, type Workshop } from '../../shared/workshop/workshop.ts'
import { Meter } from '../components/meter.tsx'
import { Notice } from '../components/parts.tsx'
import type { Reader } from '../visit.ts'

type Props = {
  reader: Reader
  workshops: readonly Workshop[]
  proposals: readonly Proposal[]
  names: ReadonlyMap<string, string>
  now: DateTime
}

/** What this term's workshops are for, which of the four Cs they build, and in a sentence what is missing. */
export function BalanceOfTerm({ reader, workshops, proposals, names, now }: Props) {
  const { t, school } = reader
  const from = instantOf(termBegin(now, school?.timeZone ?? 'utc'))
  const dated = workshops.filter(
    ({ sessions = [], status }) => status !== 'cancelled' && sessions.some(({ start }) => start >= from),
  )
  if (dated.length === 0) return null
  const { purposes, builds, mostlySocial } = balanceOf(dated, school?.settings.socialPercent)
  const shares = (names: readonly (readonly [string, number])[]) =>
    names.map(([label, count]) => ({ label, count, of: dated.length }))
  return (
    <>
      <div class="halves">
        <section>
          <h2>{t('balance.title')}</h2>
          <Shares list={shares(PURPOSES.map((one) => [t(`plan.purpose.${one}`), purposes[one]]))} />
        </section>
        <section>
          <h2>{t('balance.builds')}</h2>
          <Shares list={shares(CAPACITIES.map((one) => [t(`teach.builds.${one}`), builds[one]]))} />
        </section>
      </div>
      {mostlySocial && <Notice>{t('balance.mostlySocial')}</Notice>}
      {purposes.teaching === 0 && <Notice>{nobodyTeaches(reader, proposals, names)}</Notice>}
    </>
  )
}

type Share = { label: string; count: number; of: number }

function Shares({ list }: { list: readonly Share[] }) {
  return (
    <ul class="shares">
      {list.map(({ label, count, of }) => (
        <li>
          <span>{label}</span>
          <Meter part={count} whole={of} tone="ready" />
          <span class="number">{count}</span>
        </li>
      ))}
    </ul>
  )
}

// A workshop for staff that a parent proposes is taught by a parent.
function nobodyTeaches({ t }: Reader, proposals: Props['proposals'], names: Props['names']): string {
  const next = proposals.find(({ audience }) => audience.includes('staff'))
  const name = next && names.get(next.family)
  const nobody = t('balance.nobodyTeaches')
  return next && name ? `${nobody} ${t('balance.wouldBeFirst', { title: next.title, name })}` : nobody
}
