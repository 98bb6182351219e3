import type { Hono } from 'hono'
import { settleNomination } from '../../shared/ladder/ladder.operations.ts'
import { awaitingInvitation, stepsOf } from '../../shared/ladder/ladder.ts'
import type { LadderReport } from '../../shared/ladder/report.ts'
import { type Ladder, readLadder } from '../../shared/ladder/school-ladder.operations.ts'
import { suggestLeaders } from '../../shared/ladder/suggestion.operations.ts'
import { DAY_PARTS } from '../../shared/time/day-part.ts'
import { ErrorSummary } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { ButtonLink, Notice } from '../components/parts.tsx'
import { skillsNamed } from '../components/strength-list.tsx'
import { capital, languageName, languageWithin, listText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import type { Inviting } from './invite-panel.tsx'
import { Invitations, Nominations } from './leader-invitations.tsx'
import { LeaderPlaces } from './leader-places.tsx'
import { type LeaderSearch, LeaderSuggestions } from './leader-suggestions.tsx'

type Props = {
  reader: Reader
  ladder: Ladder
  search?: LeaderSearch | undefined
  /** Whether somebody was just invited. */
  invited?: boolean
  /** Whom the open panel invites. */
  inviting?: Inviting
}

/** Parent leaders: whom the school owes an answer, where parents are, whom to invite and why, and this term. */
export function LadderPage({ reader, ladder, search, invited, inviting }: Props) {
  const { t } = reader
  return (
    <SchoolPage look="people" reader={reader} title={t('school.nav.ladder')}>
      <Head reader={reader} ladder={ladder} />
      {inviting && <ErrorSummary t={t} form={inviting.form} />}
      {invited && <Notice tone="done">{t('ladder.invited')}</Notice>}
      <LeaderPlaces reader={reader} ladder={ladder} />
      <div class="beside">
        <div class="stack">
          <LeaderSuggestions {...{ reader, search, inviting }} suggested={ladder.suggested} />
          <Term reader={reader} report={ladder.report} />
          <Languages reader={reader} report={ladder.report} />
        </div>
        <div class="stack">
          <Nominations reader={reader} ladder={ladder} />
          <Invitations reader={reader} ladder={ladder} />
          <Shown reader={reader} ladder={ladder} />
        </div>
      </div>
    </SchoolPage>
  )
}

type PartProps = { reader: Reader; ladder: Ladder }

/** Whom the school owes an answer, else how many lead. */
function Head({ reader: { t }, ladder }: PartProps) {
  const { report, paths, nominations } = ladder
  const awaiting = awaitingInvitation(ladder.invitations)
  const [proposed] = nominations
  const title = awaiting
    ? t('ladder.wantsMore', { name: awaiting.name })
    : proposed
      ? t('ladder.nomination', proposed)
      : t('ladder.nobodyWaits')
  return (
    <PageHead
      t={t}
      title={title}
      answer={
        <p class="soft">
          {t('ladder.lead', { count: paths.length })}{' '}
          {t('ladder.theirs', { count: report.parentLed, all: report.workshops })}
        </p>
      }
      actions={
        awaiting ? (
          <ButtonLink href={schoolRoutes.talk(awaiting.family)}>
            {t('ladder.answerThem', { name: awaiting.name })}
          </ButtonLink>
        ) : (
          proposed && (
            <ButtonLink kind="quiet" href="#proposed">
              {t('ladder.look')}
            </ButtonLink>
          )
        )
      }
    />
  )
}

type ReportProps = { reader: Reader; report: LadderReport }

/** This term in three numbers, and whose invitations were accepted. */
function Term({ reader: { t }, report }: ReportProps) {
  const { parentLed, toStaff, newLeaders, workshops, inviters } = report
  const numbers = [
    [t('outreach.of', { count: parentLed, all: workshops }), t('ladder.parentLed')],
    [String(toStaff), t('ladder.toStaff')],
    [String(newLeaders), t('ladder.newLeaders', { count: newLeaders })],
  ]
  return (
    <section class="card">
      <h2>{t('ladder.term')}</h2>
      <ul class="trio">
        {numbers.map(([number, what]) => (
          <li>
            <b class="big">{number}</b> <span class="small soft">{what}</span>
          </li>
        ))}
      </ul>
      {inviters.length > 0 && (
        <p class="small soft">
          {t('ladder.inviters')}:{' '}
          {inviters.map(({ inviter, invited, accepted }, place) => (
            <>
              {place > 0 && ' · '}
              <bdi>{inviter || '—'}</bdi> {t('outreach.of', { count: accepted, all: invited })}
            </>
          ))}
        </p>
      )}
    </section>
  )
}

const MOST_LANGUAGES = 6
const BAR = 100

/** Of each language the share among leaders, with a mark at its share among families. */
function Languages({ reader: { t, language }, report: { languages, languagesWithout } }: ReportProps) {
  const sum = (all: readonly number[]) =>
    Math.max(
      1,
      all.reduce((one, other) => one + other, 0),
    )
  const leaders = sum(languages.map((one) => one.leaders))
  const families = sum(languages.map((one) => one.families))
  return (
    <section class="card">
      <h2>{t('ladder.leaderLanguages')}</h2>
      <p class="small soft">{t('ladder.languagesText')}</p>
      <ul class="shares">
        {languages.slice(0, MOST_LANGUAGES).map((one) => (
          <li>
            <span>{languageName(one.language, language)}</span>
            <svg class="meter ready" viewBox={`0 0 ${BAR} 10`} preserveAspectRatio="none" aria-hidden="true">
              <rect width={((BAR * one.leaders) / leaders).toFixed(1)} height="10" />
              <rect class="mark" x={((BAR * one.families) / families).toFixed(1)} width="1.5" height="10" />
            </svg>
            <span class="number">{one.leaders}</span>
          </li>
        ))}
      </ul>
      {languagesWithout.length > 0 && (
        <p class="small soft">
          {t('ladder.languagesWithout')}:{' '}
          {listText(
            languagesWithout.map((tag) => languageWithin(tag, language)),
            language,
          )}
        </p>
      )}
    </section>
  )
}

function Shown({ reader: { t, language }, ladder: { paths } }: PartProps) {
  if (paths.length === 0) return null
  return (
    <section class="card">
      <h2>{t('ladder.shown')}</h2>
      <ul class="invitations">
        {paths.map(({ family, path }) => (
          <li>
            <a href={schoolRoutes.family(family.id)}>
              <bdi>{family.name}</bdi>
            </a>
            <p class="small soft">
              {capital(
                listText(
                  stepsOf(path).behind.map((step) => t(`path.step.${step}`)),
                  language,
                ),
                language,
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Registers the page of parent leaders. */
export function registerLadder(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.ladder(), async (c) => {
    const { school } = organizerOf(c)
    const context = c.get('context')
    const words = c.req.query('words')
    const when = DAY_PARTS.find((one) => one === c.req.query('when')) ?? 'evening'
    const named = skillsNamed(c.get('reader').t, words ?? '')
    const [ladder, found] = await Promise.all([
      readLadder(context, school.id),
      words === undefined ? undefined : suggestLeaders(context, school.id, { words, when, named }),
    ])
    const search = found && { words: words ?? '', when, found }
    const invited = c.req.query('invited') !== undefined
    return show(c, <LadderPage reader={c.get('reader')} {...{ ladder, search, invited }} />)
  })
  onPost(app, schoolRoutes.settleNomination(':nomination'), {
    by: organizerOf,
    run: ({ context, school, params }) => settleNomination(context, school.id, params.nomination),
    done: () => schoolRoutes.ladder(),
  })
}
