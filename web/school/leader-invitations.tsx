import { type InvitationAnswer, pausedUntil } from '../../shared/ladder/ladder.ts'
import type { Ladder } from '../../shared/ladder/school-ladder.operations.ts'
import { dayAt } from '../../shared/time/instant.ts'
import { Button, Form } from '../components/form.tsx'
import { Icon, type IconName } from '../components/icon.tsx'
import { capital, dueDayText } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'

type Props = { reader: Reader; ladder: Ladder }
type Invited = Ladder['invitations'][number]

const ICONS = {
  waiting: 'asked',
  yes: 'confirmed',
  tellMeMore: 'question',
  notNow: 'clock',
  never: 'cross',
} as const satisfies Record<InvitationAnswer | 'waiting', IconName>

// Whoever waits for the school comes first, then whoever the school waits for.
const ORDER = ['tellMeMore', 'waiting', 'yes', 'notNow', 'never'] as const
const MOST_SHOWN = 8

const stateOf = ({ answer }: Invited) => answer ?? 'waiting'

/** The invitations, those that wait for an answer of the school first. */
export function Invitations({ reader, ladder: { invitations } }: Props) {
  const { t } = reader
  const sorted = invitations.toSorted(
    (one, other) =>
      ORDER.indexOf(stateOf(one)) - ORDER.indexOf(stateOf(other)) || (one.at < other.at ? 1 : -1),
  )
  const rest = sorted.slice(MOST_SHOWN)
  const rows = (some: readonly Invited[]) => (
    <ul class="invitations">
      {some.map((one) => (
        <InvitationRow reader={reader} invitation={one} />
      ))}
    </ul>
  )
  return (
    <section class="card" aria-labelledby="invitations">
      <h2 id="invitations">{t('ladder.invitations')}</h2>
      {sorted.length === 0 && <p class="soft">{t('ladder.noInvitations')}</p>}
      {rows(sorted.slice(0, MOST_SHOWN))}
      {rest.length > 0 && (
        <details class="fold">
          <summary>{t('today.more', { count: rest.length })}</summary>
          {rows(rest)}
        </details>
      )}
    </section>
  )
}

function InvitationRow({ reader, invitation }: { reader: Reader; invitation: Invited }) {
  const { t, language, school } = reader
  const { family, name, role, inviter, at } = invitation
  const day = (instant: string) => dueDayText(dayAt(instant, school?.timeZone ?? 'UTC'), language, 'date')
  const state = stateOf(invitation)
  const until = pausedUntil([invitation])
  return (
    <li class={state}>
      <b>
        <a href={schoolRoutes.talk(family)}>
          <bdi>{name}</bdi>
        </a>
      </b>
      <p class="small">
        <bdi>{role}</bdi>
      </p>
      <p class="small soft">{t('ladder.asked', { name: inviter, date: day(at) })}</p>
      <p class="small state">
        <Icon name={ICONS[state]} />
        <b>
          {state === 'waiting'
            ? t('ladder.waiting')
            : state === 'notNow' && until
              ? t('ladder.notBefore', { date: day(until) })
              : t(`path.answer.${state}`)}
        </b>
      </p>
    </li>
  )
}

/** Whom parents propose, with why, until the team has talked about it. */
export function Nominations({ reader: { t }, ladder: { nominations } }: Props) {
  if (nominations.length === 0) return null
  return (
    <section class="card" id="proposed" aria-labelledby="proposed-title">
      <h2 id="proposed-title">{t('ladder.proposed')}</h2>
      <ul class="invitations">
        {nominations.map(({ id, name, who, why, step }) => (
          <li>
            <b>
              <bdi>{t('ladder.nomination', { name, who })}</bdi>
            </b>
            <p class="small">
              {capital(t(`path.step.${step}`))}: <bdi>{why}</bdi>
            </p>
            <Form action={schoolRoutes.settleNomination(id)}>
              <Button kind="quiet">
                {t('ladder.settled')}
                <span class="screen-reader">: {who}</span>
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  )
}
