import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import type { Family } from '../../shared/family/family.ts'
import { allFamilies, issueLinks } from '../../shared/family/operations.ts'
import { COULD_COME_IF } from '../../shared/poll/ballot.ts'
import { readWorkshop } from '../../shared/workshop/operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Notice } from '../components/parts.tsx'
import { QrCode } from '../components/qr-code.tsx'
import { WorkshopTitle } from '../components/workshop.tsx'
import { ANSWER_SIGNS } from '../family/vote-option.tsx'
import { readForm } from '../form.ts'
import { localText } from '../messages/catalogue.ts'
import { dayText, momentText, timeRange } from '../messages/format.ts'
import { routes, schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { familyLabel } from './family.tsx'
import { Line, PrintPage, printable, readerIn, Sheet } from './print-sheet.tsx'

/** A ballot on paper: of a family with its way in, or blank in a language. */
export type PaperBallot = { language: string; family?: { name: string; code: string; address: string } }

/** Ballots to fill in with a pen. */
export function BallotsPage(props: { reader: Reader; workshop: Workshop; ballots: readonly PaperBallot[] }) {
  const { reader, workshop, ballots } = props
  const { t, language } = reader
  const title = t('print.ballotsOf', { workshop: localText(workshop.title, language) })
  return (
    <PrintPage reader={reader} title={title} back={schoolRoutes.printWorkshop(workshop.id)}>
      {ballots.length === 0 && <Notice>{t('print.noFamilies')}</Notice>}
      {ballots.map((ballot) => (
        <Ballot reader={readerIn(reader, ballot.language)} workshop={workshop} ballot={ballot} />
      ))}
    </PrintPage>
  )
}

type BallotProps = { reader: Reader; workshop: Workshop; ballot: PaperBallot }

function Ballot({ reader, workshop, ballot }: BallotProps) {
  const { t, language, school } = reader
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  const { options = [], closesAt } = workshop.poll ?? {}
  return (
    <Sheet reader={reader}>
      <p>{school?.name}</p>
      <WorkshopTitle reader={reader} workshop={workshop} level={2} />
      <p>{t('print.ballotText')}</p>
      {closesAt && <p>{t('print.until', { date: momentText(closesAt, place) })}</p>}
      <ol class="ballot">
        {options.map(({ start, end }) => (
          <li>
            <strong>{dayText(start, place)}</strong> {timeRange(start, end, place)}
            <Answers reader={reader} />
          </li>
        ))}
      </ol>
      <p>
        <span class="box" /> {t('vote.none')}
      </p>
      <h3>{t('vote.help')}</h3>
      <p class="answers">
        {COULD_COME_IF.map((need) => (
          <span>
            <span class="box" /> {t(`vote.could.${need}`)}
          </span>
        ))}
      </p>
      <WayIn reader={reader} family={ballot.family} />
    </Sheet>
  )
}

function Answers({ reader: { t } }: { reader: Reader }) {
  return (
    <p class="answers">
      {(['yes', 'ifNeeded', 'no'] as const).map((answer) => (
        <span>
          <span class="box" /> {ANSWER_SIGNS[answer]} {t(`vote.${answer}`)}
        </span>
      ))}
    </p>
  )
}

function WayIn({ reader: { t }, family }: { reader: Reader; family: PaperBallot['family'] }) {
  if (!family) return <Line label={t('print.name')} />
  return (
    <div class="aside">
      <QrCode address={family.address} label={t('print.qrVote')} />
      <div>
        <p>
          <strong>{family.name}</strong>
        </p>
        <p>{t('print.orVote')}</p>
        <p class="code">{family.code}</p>
      </div>
    </div>
  )
}

/** Registers blank ballots, and those with each family's own way in. */
export function registerBallots(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.printBallots(':workshop'), async (c) => {
    const { school } = organizerOf(c)
    const workshop = await votingWorkshop(c, c.req.param('workshop'))
    const ballots = printable(school.languages).map((language) => ({ language }))
    return show(c, <BallotsPage reader={c.get('reader')} workshop={workshop} ballots={ballots} />)
  })
  app.post(schoolRoutes.printBallots(':workshop'), async (c) => {
    const { school } = organizerOf(c)
    const workshop = await votingWorkshop(c, c.req.param('workshop'))
    const { text } = await readForm(c)
    const families = await allFamilies(c.get('context'), school.id)
    const chosen = text('families') === 'all' ? families : families.filter(isByPaper)
    const links = await issueLinks(c.get('context'), school.id, chosen)
    const ballots = chosen.toSorted(byLanguageAndName).flatMap((family) => {
      const link = links.get(family.id)
      if (!link) return []
      const address = new URL(routes.familyLink(link.token), c.req.url).href
      const { code } = link
      return [{ language: family.writtenLanguage, family: { name: familyLabel(family), code, address } }]
    })
    return show(c, <BallotsPage reader={c.get('reader')} workshop={workshop} ballots={ballots} />)
  })
}

/** Whether no phone and no mailbox reaches the family: the first way of each caregiver is paper or a call, or none. */
export function isByPaper({ caregivers }: Family): boolean {
  return caregivers.every(
    ({ channels: [first] }) => !first || first.kind === 'paper' || first.kind === 'phone',
  )
}

async function votingWorkshop(c: Visit, id: string): Promise<Workshop> {
  const workshop = await readWorkshop(c.get('context'), id)
  return workshop.status === 'voting' ? workshop : refuse('poll-not-open')
}

function byLanguageAndName(one: Family, other: Family): number {
  return one.writtenLanguage.localeCompare(other.writtenLanguage) || one.name.localeCompare(other.name)
}
