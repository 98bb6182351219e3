import type { DateTime } from 'luxon'
import { termBegin } from '../../shared/ladder/report.ts'
import { instantOf } from '../../shared/time/instant.ts'
import { balanceOf } from '../../shared/workshop/balance.ts'
import type { Proposal } from '../../shared/workshop/proposal.ts'
import { CAPACITIES, PURPOSES, type Workshop } from '../../shared/workshop/workshop.ts'
import { Notice } from '../components/parts.tsx'
import { Shares } from '../components/shares.tsx'
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
  return (
    <>
      <div class="halves">
        <section>
          <h2>{t('balance.title')}</h2>
          <Shares
            of={dated.length}
            shares={PURPOSES.map((one) => ({ label: t(`plan.purpose.${one}`), count: purposes[one] }))}
          />
        </section>
        <section>
          <h2>{t('balance.builds')}</h2>
          <Shares
            of={dated.length}
            shares={CAPACITIES.map((one) => ({ label: t(`teach.builds.${one}`), count: builds[one] }))}
          />
        </section>
      </div>
      {mostlySocial && <Notice>{t('balance.mostlySocial')}</Notice>}
      {purposes.teaching === 0 && <Notice>{nobodyTeaches(reader, proposals, names)}</Notice>}
    </>
  )
}

// A workshop for staff that a parent proposes is taught by a parent.
function nobodyTeaches({ t }: Reader, proposals: Props['proposals'], names: Props['names']): string {
  const next = proposals.find(({ audience }) => audience.includes('staff'))
  const name = next && names.get(next.family)
  const nobody = t('balance.nobodyTeaches')
  return next && name ? `${nobody} ${t('balance.wouldBeFirst', { title: next.title, name })}` : nobody
}
