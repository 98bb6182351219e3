import { listProposals, readDraft } from '../../shared/workshop/proposal.operations.ts'
import { type Proposal, type ProposalDraft, promisedBy } from '../../shared/workshop/proposal.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Button, Form, TextArea } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { nearMoment, nearTime } from '../components/near-time.ts'
import { ProposalThread } from '../components/proposal-thread.tsx'
import { TappableRow } from '../components/tappable-rows.tsx'
import type { FormState } from '../form.ts'
import { weekdayDateText } from '../messages/format.ts'
import { familyRoutes } from '../routes.ts'
import { familyOf, type Reader, type Visit } from '../visit.ts'
import { TitleOf } from './home-rows.tsx'

/** What a family's home shows of what it wants to teach. */
export type ProposalsOnHome = { proposals: readonly Proposal[]; draft?: ProposalDraft | undefined }

/** The family's proposals that the school has not accepted, and its draft. */
export async function proposalsOnHome(c: Visit): Promise<ProposalsOnHome> {
  const { school, family } = familyOf(c)
  const context = c.get('context')
  const [proposals, draft] = await Promise.all([
    listProposals(context, school.id, 'recent'),
    readDraft(context, school.id, family),
  ])
  return { proposals: proposals.filter(({ status }) => status !== 'accepted'), draft }
}

type StatusProps = ProposalsOnHome & { reader: Reader; hosted: readonly Workshop[] }

/** What a family teaches, on its home: what comes next, and what is begun, being read, asked about or thanked for. */
export function ProposalStatus({ reader, hosted, proposals, draft }: StatusProps) {
  const { t } = reader
  return (
    <>
      {hosted.map((workshop) => (
        <HostedRow reader={reader} workshop={workshop} />
      ))}
      {draft && (
        <TappableRow
          href={familyRoutes.teach()}
          mark={<Icon name="pencil" />}
          title={<bdi>{draft.typed.title?.[0]?.trim() || t('teach.title')}</bdi>}
        >
          {t('propose.draft')} {t('propose.goOn')}
        </TappableRow>
      )}
      {proposals.map((proposal) => (
        <TappableRow
          href={`${familyRoutes.teach()}#${proposal.id}`}
          mark={<Icon name="send" />}
          title={<bdi>{proposal.title}</bdi>}
        >
          {standingText(reader, proposal)} <LastWords proposal={proposal} />
        </TappableRow>
      ))}
    </>
  )
}

function standingText({ t, language, school }: Reader, proposal: Proposal): string {
  const { status, publishedItself } = proposal
  const by = promisedBy(proposal)
  if (!by) return t(publishedItself ? 'teach.published' : `teach.status.${status}`)
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return t('propose.promised', { date: weekdayDateText(by, place) })
}

/** What the school said last, where it is the family's turn. */
function LastWords({ proposal: { thread = [] } }: { proposal: Proposal }) {
  const last = thread.at(-1)
  if (last?.by !== 'school') return null
  return <q dir="auto">{last.text}</q>
}

/** A workshop that the family leads, on its home: that the school said yes, and what comes next. */
function HostedRow({ reader, workshop }: { reader: Reader; workshop: Workshop }) {
  const { t } = reader
  const title = <TitleOf reader={reader} workshop={workshop} />
  return (
    <TappableRow href={familyRoutes.hosting(workshop.id)} mark={<Icon name="cap" />} title={title}>
      {t('home.hosted')} {nextFor(reader, workshop)}
    </TappableRow>
  )
}

/** What comes next for a workshop that a family leads. */
export function nextFor(reader: Reader, workshop: Workshop): string {
  const { t } = reader
  const { status, announced, poll, sessions = [] } = workshop
  const next = sessions.find(({ cancelled }) => !cancelled)
  if (next) return nearTime(reader, next)
  if (status === 'voting' && poll)
    return t('propose.next.voting', { until: nearMoment(reader, poll.closesAt) })
  return t(announced ? 'propose.next.announced' : 'propose.next.draft')
}

type CardProps = { reader: Reader; proposal: Proposal; form: FormState }

/** A proposal with all that was said of it, and where its parent says more. */
export function ProposalCard({ reader, proposal, form }: CardProps) {
  const { t } = reader
  return (
    <section class="card" id={proposal.id}>
      <h3>
        <bdi>{proposal.title}</bdi>
      </h3>
      <p>{standingText(reader, proposal)}</p>
      <ProposalThread reader={reader} proposal={proposal} />
      {proposal.status !== 'accepted' && (
        <details open={form.trouble !== undefined}>
          <summary>{t('teach.answer')}</summary>
          <Form action={familyRoutes.talkAbout(proposal.id)}>
            <TextArea t={t} form={form} name="text" required label={t('teach.words')} maxlength={600} />
            <Button kind="quiet">{t('teach.say')}</Button>
          </Form>
        </details>
      )}
    </section>
  )
}
