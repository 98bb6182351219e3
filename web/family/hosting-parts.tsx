import type { NotesOfHost } from '../../shared/delivery/host-note.operations.ts'
import type { PreparedSession } from '../../shared/logistics/hosted.operations.ts'
import { AREAS, type Area, type Readiness } from '../../shared/logistics/readiness.ts'
import { maskSmall } from '../../shared/outreach/masking.ts'
import type { ItemKind } from '../../shared/session/item.ts'
import { type InterestCounts, NO_HELP } from '../../shared/workshop/interest.ts'
import { PICTURED } from '../../shared/workshop/picture.ts'
import type { OptionTally, Workshop } from '../../shared/workshop/workshop.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import { itemTitle } from '../components/item-text.ts'
import { nearTime } from '../components/near-time.ts'
import { ButtonLink } from '../components/parts.tsx'
import { unsharedBecause } from '../components/share-view.ts'
import type { MessageKey } from '../messages/catalogue.ts'
import { capital, languageWithin, listText, shortMomentWithin } from '../messages/format.ts'
import { familyRoutes } from '../routes.ts'
import type { Reader } from '../visit.ts'
import { hostNoteTitle } from './host-note.tsx'
import { nextFor } from './proposal-status.tsx'

type InterestProps = {
  reader: Reader
  workshop: Workshop
  interest: InterestCounts | undefined
  votes: OptionTally | undefined
}

// Once there is a time, the session says how it goes, and sharing is one act among others.
const hasTime = ({ status }: Workshop) => status === 'scheduled'

/** How it goes: who would come and the votes so far, what comes next, and the way to share it. */
export function HostedCounts({ reader, workshop, interest, votes }: InterestProps) {
  const { t, language } = reader
  if (hasTime(workshop) && !interest) return null
  const helpName = (help: string) =>
    t(help === NO_HELP ? 'coverage.noneSaid' : (`vote.could.${help}` as MessageKey)) // every help has a word
  return (
    <section class="card first" aria-labelledby="counts">
      <h2 id="counts">{interest ? t('interests.count', { count: interest.families }) : t('hosting.how')}</h2>
      {interest && (
        <>
          <Masked
            {...{ reader }}
            counts={interest.languages}
            nameOf={(tag) => languageWithin(tag, language)}
          />
          <Masked reader={reader} counts={interest.helps} nameOf={helpName} title={t('interests.helps')} />
        </>
      )}
      {!hasTime(workshop) && <p class="lead">{nextFor(reader, workshop)}</p>}
      {votes && <Votes reader={reader} workshop={workshop} votes={votes} />}
      {!hasTime(workshop) && !unsharedBecause(workshop) && (
        <ButtonLink href={familyRoutes.hostShare(workshop.id)} kind="quiet">
          <Icon name="link" />
          {t('hosting.share')}
        </ButtonLink>
      )}
    </section>
  )
}

function Votes({ reader, workshop, votes }: { reader: Reader; workshop: Workshop; votes: OptionTally }) {
  const { t } = reader
  return (
    <ul class="rows small">
      {(workshop.poll?.options ?? []).map(({ id, start, end }) => (
        <li>
          <span>{nearTime(reader, { start, end })}</span>
          <span class="soft">{t('vote.counts', votes[id] ?? { yes: 0, ifNeeded: 0 })}</span>
        </li>
      ))}
    </ul>
  )
}

type MaskedProps = {
  reader: Reader
  counts: Readonly<Record<string, number>>
  nameOf: (key: string) => string
  title?: string
}

/** Counts in one line; small ones are named without their number. */
export function Masked({ reader: { t, language }, counts, nameOf, title }: MaskedProps) {
  const { shown, masked, combined } = maskSmall(counts)
  const few = listText(masked.map(nameOf), language)
  const parts = [
    ...Object.entries(shown)
      .sort(([, one], [, other]) => other - one)
      .map(([key, count]) => `${capital(nameOf(key), language)} ${count}`),
    ...(masked.length === 0
      ? []
      : combined === undefined
        ? [capital(t('interests.few', { names: few }), language)]
        : [capital(t('interests.fewTogether', { names: few, count: combined }), language)]),
  ]
  if (parts.length === 0) return null
  return (
    <p class="lead">
      {title && <b>{title} </b>}
      {parts.join(' · ')}
    </p>
  )
}

const STATE_ICONS = { late: 'toDo', recheck: 'again', open: 'asked', ready: 'confirmed' } as const
const STATUS_ICONS: Readonly<Record<string, IconName>> = {
  asked: 'asked',
  confirmed: 'confirmed',
  done: 'done',
  recheck: 'again',
  blocked: 'failed',
}

const isAsked = (kind: ItemKind) => kind === 'own' || kind === 'signUp'

/** How far each area of a session is, and what the host or the team asked for. */
export function Prepared({ reader, session }: { reader: Reader; session: PreparedSession }) {
  const { t } = reader
  const { readiness, items } = session
  const own = items.filter(({ kind, status }) => isAsked(kind) && status !== 'notNeeded')
  const areas = AREAS.flatMap((area): [Area, Readiness][] => {
    const found = readiness.areas[area]
    return found && area !== 'own' ? [[area, found]] : []
  })
  return (
    <ul class="rows">
      {areas.map(([area, { state, settled, items: all }]) => (
        <li class={state}>
          <Icon name={state === 'open' && settled === 0 ? 'toDo' : STATE_ICONS[state]} />
          <span>{t(`readiness.area.${area}`)}</span>
          <span class="soft">
            {state === 'ready' || state === 'recheck'
              ? t(`hosting.ready.${state}`)
              : t('hosting.ready.some', { settled, items: all })}
          </span>
        </li>
      ))}
      {own.map((item) => (
        <li>
          <Icon name={STATUS_ICONS[item.status] ?? 'toDo'} />
          <span>
            <bdi>{itemTitle(reader, item)}</bdi>
          </span>
          <span class="soft state">
            {item.kind === 'signUp'
              ? t('readiness.state.open', { settled: item.confirmed, items: item.needed })
              : t(`checklist.status.${item.status}`)}
          </span>
        </li>
      ))}
    </ul>
  )
}

type LinksProps = { reader: Reader; written: NotesOfHost }

/** What a host can do besides, each on its page. */
export function HostLinks({ reader, written }: LinksProps) {
  const { t } = reader
  const { workshop, organizers } = written
  const { id } = workshop
  const flyer = { icon: 'printer', href: familyRoutes.hostFlyer(id), label: t('hosting.flyer') } as const
  const share = { icon: 'link', href: familyRoutes.hostShare(id), label: t('hosting.share') } as const
  const shared = hasTime(workshop) ? [share, flyer] : [flyer]
  const links: { icon: IconName; href: string; label: string; note?: string | undefined }[] = [
    ...(unsharedBecause(workshop) ? [] : shared),
    {
      icon: 'message',
      href: familyRoutes.hostNote(id),
      label: hostNoteTitle(t, organizers),
      note: lastNote(reader, written),
    },
    { icon: 'pencil', href: familyRoutes.hostWords(id), label: t('hosting.change') },
    { icon: 'people', href: familyRoutes.hostProfile(id), label: t('hostProfile.title') },
    ...PICTURED.map((about) => ({
      icon: 'picture' as const,
      href: familyRoutes.hostPicture(id, about),
      label: t(`picture.${about}`),
    })),
    { icon: 'search', href: familyRoutes.hostStrengths(id), label: t('strengths.search') },
  ]
  return (
    <ul class="rows links">
      {links.map(({ icon, href, label, note }) => (
        <li>
          <a href={href}>
            <Icon name={icon} />
            <span>
              <b>{label}</b>
              {note && <span class="soft">{note}</span>}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function lastNote({ t, language, school }: Reader, { notes: [last] }: NotesOfHost): string | undefined {
  if (!last) return undefined
  const when = shortMomentWithin(last.at, { language, timeZone: school?.timeZone ?? 'UTC' })
  return t('hostNote.last', { when, text: last.text })
}
