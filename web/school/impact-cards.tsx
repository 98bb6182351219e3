import type { PropsWithChildren } from 'hono/jsx'
import type { PublicDecision } from '../../shared/impact/decision.ts'
import type { Coverage, CoveredGroup } from '../../shared/outreach/coverage.ts'
import { maskSmall } from '../../shared/outreach/masking.ts'
import type { Outreach } from '../../shared/outreach/outreach-list.operations.ts'
import type { GivenCounts } from '../../shared/session/giving.ts'
import { groupNames, groupNamesWithin } from '../components/group-name.ts'
import { dueDayText } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'

const MOST_DECISIONS = 3
// A group that comes half as often again as its share fills the whole bar.
const FULL_BAR = 1.5
const BAR = 200

type LinkedProps = PropsWithChildren<{ reader: Reader; title: string; href: string }>

function LinkedCard({ reader: { t }, title, href, children }: LinkedProps) {
  return (
    <section class="card">
      <div class="heading">
        <h2>{title}</h2>
        <a href={href}>
          {t('today.openButton')}
          <span class="screen-reader">: {title}</span>
        </a>
      </div>
      {children}
    </section>
  )
}

/** How often each group of languages comes, against its share of the school, and whom to visit. */
export function ReachCard({ reader, coverage }: { reader: Reader; coverage: Coverage }) {
  const { t } = reader
  const groups = coverage.kinds.find(({ kind }) => kind === 'language')?.shown ?? []
  const asking = groups.filter(({ asks }) => asks).map(({ group }) => group)
  return (
    <LinkedCard reader={reader} title={t('coverage.title')} href={schoolRoutes.coverage()}>
      <p class="soft">{t('impact.reach')}</p>
      {groups.length > 0 && (
        <ul class="shares">
          {groups.map((group) => (
            <ParityBar reader={reader} group={group} />
          ))}
        </ul>
      )}
      <p>
        {asking.length > 0
          ? t('coverage.ask', { groups: groupNamesWithin(reader, asking) })
          : t('coverage.total', { came: coverage.came, families: coverage.families })}
      </p>
    </LinkedCard>
  )
}

function ParityBar({ reader, group }: { reader: Reader; group: CoveredGroup }) {
  const parity = group.parity && group.parity.numerator / group.parity.denominator
  const number = new Intl.NumberFormat(reader.language, { maximumFractionDigits: 1 })
  const width = Math.min(BAR, ((parity ?? 0) / FULL_BAR) * BAR)
  return (
    <li>
      <span>{groupNames(reader, [group.group])}</span>
      <svg
        class={`meter ${group.asks ? 'late' : 'ready'}`}
        viewBox={`0 0 ${BAR} 10`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <rect width={width.toFixed(1)} height="10" />
        <rect class="mark" x={(BAR / FULL_BAR).toFixed(1)} width="1.5" height="10" />
      </svg>
      <span>{parity === undefined ? '—' : number.format(parity)}</span>
    </li>
  )
}

/** The balance of this year's conversations, and how many families nobody has talked to. */
export function TalkCard({ reader, outreach }: { reader: Reader; outreach: Outreach }) {
  const { t } = reader
  const { figures, aim, toTalkTo } = outreach
  const { positive, concern, firstPositive, talked } = figures
  const numbers = [
    [t('outreach.toOne', { positive, concern }), t('outreach.ratio', { aim })],
    [t('outreach.of', { count: firstPositive, all: talked }), t('outreach.firstPositive')],
    [String(toTalkTo.length), t('outreach.toTalkTo')],
  ]
  return (
    <LinkedCard reader={reader} title={t('impact.talk')} href={schoolRoutes.outreach()}>
      <ul class="trio">
        {numbers.map(([number, what]) => (
          <li>
            <b class="big">{number}</b> <span class="soft">{what}</span>
          </li>
        ))}
      </ul>
    </LinkedCard>
  )
}

/** What families brought and did this year, as sums; small ones together or not at all, as everywhere. */
export function GivenCard({ reader: { t, language }, given }: { reader: Reader; given: GivenCounts }) {
  const { brought, portions, helped } = given
  if (brought + helped === 0) return null
  const { shown, masked, combined } = maskSmall({ brought, helped })
  const number = new Intl.NumberFormat(language)
  const counts = (['brought', 'helped'] as const).flatMap((kind) => {
    const count = shown[kind]
    return count === undefined ? [] : [{ count, what: t(`impact.given.${kind}`, { count }) }]
  })
  return (
    <section class="card">
      <h2>{t('impact.given')}</h2>
      {counts.length > 0 && (
        <ul class="trio">
          {counts.map(({ count, what }) => (
            <li>
              <b class="big">{number.format(count)}</b> <span class="soft">{what}</span>
            </li>
          ))}
          {shown.brought !== undefined && portions > 0 && (
            <li class="soft">{t('impact.given.portions', { count: portions })}</li>
          )}
        </ul>
      )}
      {masked.length > 0 && (
        <p>
          <b class="big">{combined === undefined ? '' : number.format(combined)}</b>{' '}
          <span class="soft">{t(combined === undefined ? 'impact.given.few' : 'impact.given.together')}</span>
        </p>
      )}
    </section>
  )
}

/** The last decisions that parents changed. */
export function DecisionsCard(props: { reader: Reader; decisions: readonly PublicDecision[] }) {
  const { t, language } = props.reader
  return (
    <LinkedCard reader={props.reader} title={t('decisions.title')} href={schoolRoutes.decisions()}>
      {props.decisions.length > 0 && (
        <ul class="lines">
          {props.decisions.slice(0, MOST_DECISIONS).map(({ did, on }) => (
            <li>
              <bdi>{did}</bdi> <span class="soft">{dueDayText(on, language, 'date')}</span>
            </li>
          ))}
        </ul>
      )}
    </LinkedCard>
  )
}
