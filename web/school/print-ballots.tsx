import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import { type CodeList, listCodes, readCoded } from '../../shared/family/code-sheet.operations.ts'
import { CodeQuery } from '../../shared/family/code-sheet.ts'
import type { Family } from '../../shared/family/family.ts'
import { printLinks } from '../../shared/family/standing-link.operations.ts'
import { COULD_COME_IF } from '../../shared/workshop/wish.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Form, Hidden } from '../components/form.tsx'
import { Notice } from '../components/parts.tsx'
import { QrCode } from '../components/qr-code.tsx'
import { ANSWER_SIGNS } from '../family/vote-option.tsx'
import { readForm } from '../form.ts'
import { localText } from '../messages/catalogue.ts'
import { capital, momentText } from '../messages/format.ts'
import { routes } from '../routes.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { familyLabel } from './family.tsx'
import { paperAddress } from './paper-code.ts'
import { HelpIcon } from './print-icon.tsx'
import {
  Line,
  PrintPage,
  printable,
  Said,
  Sheet,
  SheetTime,
  SheetTitle,
  type Voice,
  voiceIn,
} from './print-sheet.tsx'
import { noteViewed } from './viewed.ts'

/** A ballot on paper: of a family with its link and code, or blank in a language. */
export type PaperBallot = {
  language: string
  family?: { name: string; code: string; address: string; typedAt: string }
}

/** A part of the families' ballots: of how many in all, from which place (from 0), and for which of them. */
type Part = Pick<CodeList, 'found' | 'from'> & { families: 'all' | 'paper' }

type Props = { reader: Reader; workshop: Workshop; ballots: readonly PaperBallot[]; part?: Part }

// A printer takes them in one go, and the answer stays far below what a function may send.
const MOST_BALLOTS = 100

/** Ballots to fill in with a pen. */
export function BallotsPage({ reader, workshop, ballots, part }: Props) {
  const { t, language } = reader
  const title = t('print.ballotsOf', { workshop: localText(workshop.title, language) })
  return (
    <PrintPage reader={reader} title={title} back={schoolRoutes.printWorkshop(workshop.id)}>
      {ballots.length === 0 && <Notice>{t('print.noFamilies')}</Notice>}
      {ballots.some(({ family }) => family) && (
        <div class="no-print">
          <Notice>{t('codes.care')}</Notice>
        </div>
      )}
      {part && part.found > MOST_BALLOTS && <Parts reader={reader} workshop={workshop} part={part} />}
      {ballots.map((ballot) => (
        <Ballot voice={voiceIn(reader, ballot.language)} workshop={workshop} ballot={ballot} />
      ))}
    </PrintPage>
  )
}

/** The parts of a large school's ballots, a button each: what is sent back has codes, which are in no address. */
function Parts({
  reader: { t },
  workshop,
  part: { found, from, families },
}: Required<Pick<Props, 'reader' | 'workshop' | 'part'>>) {
  const parts = Array.from({ length: Math.ceil(found / MOST_BALLOTS) }, (_, part) => part * MOST_BALLOTS)
  return (
    <nav class="no-print" aria-label={t('codes.parts')}>
      <Form action={schoolRoutes.printBallots(workshop.id)} class="actions">
        <Hidden name="families" value={families} />
        {parts.map((one) => (
          <button
            name="from"
            value={one}
            {...(one === from ? { 'aria-current': 'page' as const } : { class: 'quiet' })}
          >
            {one + 1}–{Math.min(one + MOST_BALLOTS, found)}
          </button>
        ))}
      </Form>
    </nav>
  )
}

type BallotProps = { voice: Voice; workshop: Workshop; ballot: PaperBallot }

function Ballot({ voice, workshop, ballot }: BallotProps) {
  const { t, language, school } = voice.reader
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  const { closesAt } = workshop.poll ?? {}
  const said = (text: string) => <Said voice={voice}>{text}</Said>
  return (
    <Sheet voice={voice}>
      <p>
        <bdi>{school?.name}</bdi>
      </p>
      <SheetTitle voice={voice} workshop={workshop} />
      <p>{said(t('print.ballotText'))}</p>
      {closesAt && <p>{said(t('print.until', { date: momentText(closesAt, place) }))}</p>}
      <Options voice={voice} workshop={workshop} />
      <p>
        <span class="box" /> {said(t('vote.none'))}
      </p>
      <h3>{said(t('vote.help'))}</h3>
      <p class="answers">
        {COULD_COME_IF.map((need) => (
          <span>
            <span class="box" /> <HelpIcon help={need} /> {said(capital(t(`vote.could.${need}`), language))}
          </span>
        ))}
      </p>
      <WayIn voice={voice} family={ballot.family} />
    </Sheet>
  )
}

/** The times, numbered for recording, each with its three answers. */
function Options({ voice, workshop }: { voice: Voice; workshop: Workshop }) {
  const { t } = voice.reader
  return (
    <ol class="ballot">
      {(workshop.poll?.options ?? []).map(({ start, end }) => (
        <li>
          <SheetTime voice={voice} start={start} end={end} />
          <p class="answers">
            {(['yes', 'ifNeeded', 'no'] as const).map((answer) => (
              <span>
                <span class="box" /> {ANSWER_SIGNS[answer]} <Said voice={voice}>{t(`vote.${answer}`)}</Said>
              </span>
            ))}
          </p>
        </li>
      ))}
    </ol>
  )
}

function WayIn({ voice, family }: { voice: Voice; family: PaperBallot['family'] }) {
  const { t } = voice.reader
  if (!family)
    return (
      <Line>
        <Said voice={voice}>{t('print.name')}</Said>
      </Line>
    )
  return (
    <div class="aside">
      <QrCode address={family.address} label={t('print.qrVote')} />
      <div>
        <p>
          <strong>
            <bdi>{family.name}</bdi>
          </strong>
        </p>
        <p>
          <Said voice={voice}>{t('print.orVote', { address: family.typedAt })}</Said>
        </p>
        <p class="code">
          <bdi dir="ltr">{family.code}</bdi>
        </p>
      </div>
    </div>
  )
}

/** Registers blank ballots, and those with each family's own link and code. */
export function registerBallots(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.printBallots(':workshop'), async (c) => {
    const { school } = organizerOf(c)
    const workshop = await votingWorkshop(c, c.req.param('workshop'))
    const ballots = printable(school, workshop).map((language) => ({ language }))
    return show(c, <BallotsPage reader={c.get('reader')} workshop={workshop} ballots={ballots} />)
  })
  app.post(schoolRoutes.printBallots(':workshop'), async (c) => {
    const { school } = organizerOf(c)
    const workshop = await votingWorkshop(c, c.req.param('workshop'))
    const { text } = await readForm(c)
    const families = text('families') === 'all' ? 'all' : 'paper'
    const { found, from, chosen } = await chosenFor(c, school.id, families, Number(text('from')))
    const ballots = await ballotsOf(c, school.id, workshop, chosen)
    const page = { workshop, ballots, part: { families, found, from } as const }
    // Answers with the page itself, since the tokens must not be in an address.
    return show(c, <BallotsPage reader={c.get('reader')} {...page} />)
  })
}

// By language: the list is in memory, and only the families of the part are read.
async function chosenFor(c: Visit, school: string, families: Part['families'], asked: number) {
  const context = c.get('context')
  const query = CodeQuery.parse({ whom: families === 'all' ? 'all' : 'byPaper', order: 'language' })
  const from = Number.isInteger(asked) && asked > 0 ? asked - (asked % MOST_BALLOTS) : 0
  const list = await listCodes(context, school, query, { from, size: MOST_BALLOTS })
  const coded = await readCoded(context, school, list.places)
  return { ...list, chosen: coded.map(({ family }) => family) }
}

async function ballotsOf(
  c: Visit,
  school: string,
  workshop: Workshop,
  families: readonly Family[],
): Promise<PaperBallot[]> {
  noteViewed(
    c,
    'links',
    families.map(({ id }) => id),
  )
  const { cookieKey } = c.get('services')
  const links = await printLinks({ ...c.get('context'), cookieKey }, school, families)
  const origin = c.get('origin')
  const typedAt = origin + routes.code()
  return families.toSorted(byLanguageAndName).flatMap((family) => {
    const link = links.get(family.id)
    if (!link) return []
    const address = paperAddress(origin, link.token, workshop)
    const way = { name: familyLabel(family), code: link.code, address, typedAt }
    return [{ language: family.writtenLanguage, family: way }]
  })
}

async function votingWorkshop(c: Visit, id: string): Promise<Workshop> {
  const workshop = await readWorkshop(c.get('context'), id)
  return workshop.status === 'voting' ? workshop : refuse('poll-not-open')
}

function byLanguageAndName(one: Family, other: Family): number {
  return one.writtenLanguage.localeCompare(other.writtenLanguage) || one.name.localeCompare(other.name)
}
