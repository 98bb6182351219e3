import type { Child } from 'hono/jsx'
import { listProposals, readDraft } from '../../shared/workshop/proposal.operations.ts'
import { type Proposal, type ProposalDraft, promisedBy } from '../../shared/workshop/proposal.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Button, Form, TextArea } from '../components/form.tsx'
import { ButtonLink, Card } from '../components/parts.tsx'
import { ProposalThread } from '../components/proposal-thread.tsx'
import { otherLanguage } from '../components/workshop.tsx'
import type { FormState } from '../form.ts'
import { localText } from '../messages/catalogue.ts'
import { momentText, weekdayDateText, whenText } from '../messages/format.ts'
import { familyRoutes } from '../routes.ts'
import { familyOf, type Reader, type Visit } from '../visit.ts'

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
        <HostedCard reader={reader} workshop={workshop} />
      ))}
      {draft && (
        <Card title={<bdi>{draft.typed.title?.[0]?.trim() || t('teach.title')}</bdi>}>
          <p>{t('propose.draft')}</p>
          <ButtonLink href={familyRoutes.teach()} kind="quiet">
            {t('propose.goOn')}
          </ButtonLink>
        </Card>
      )}
      {proposals.map((proposal) => (
        <Card title={<bdi>{proposal.title}</bdi>}>
          <Standing reader={reader} proposal={proposal} />
          <LastWords proposal={proposal} />
          <a href={`${familyRoutes.teach()}#${proposal.id}`}>{t('teach.answer')}</a>
        </Card>
      ))}
    </>
  )
}

function Standing({ reader, proposal }: { reader: Reader; proposal: Proposal }): Child {
  const { t, language, school } = reader
  const { status, publishedItself } = proposal
  const by = promisedBy(proposal)
  if (!by) return <p>{t(publishedItself ? 'teach.published' : `teach.status.${status}`)}</p>
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return <p>{t('propose.promised', { date: weekdayDateText(by, place) })}</p>
}

/** What the school said last, where it is the family's turn. */
function LastWords({ proposal: { thread = [] } }: { proposal: Proposal }) {
  const last = thread.at(-1)
  if (last?.by !== 'school') return null
  return (
    <blockquote>
      <bdi>{last.text}</bdi>
    </blockquote>
  )
}

/** A workshop that the family leads, on its home: that the school said yes, and what comes next. */
function HostedCard({ reader, workshop }: { reader: Reader; workshop: Workshop }) {
  const { t, language } = reader
  const { id, title } = workshop
  return (
    <Card title={localText(title, language)} lang={otherLanguage(title, language)}>
      <p>
        {t('home.hosted')} {nextFor(reader, workshop)}
      </p>
      <a href={familyRoutes.hosting(id)}>{t('home.hosting')}</a>
    </Card>
  )
}

/** What comes next for a workshop that a family leads. */
export function nextFor({ t, language, school }: Reader, workshop: Workshop): string {
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  const { status, announced, poll, sessions = [] } = workshop
  const next = sessions.find(({ cancelled }) => !cancelled)
  if (next) return whenText(next.start, next.end, place)
  if (status === 'voting' && poll)
    return t('propose.next.voting', { until: momentText(poll.closesAt, place) })
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
      <Standing reader={reader} proposal={proposal} />
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
