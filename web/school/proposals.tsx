import type { Hono } from 'hono'
import { listedFamilies } from '../../shared/family/directory.operations.ts'
import { acceptProposal, commentOn, listProposals } from '../../shared/workshop/proposal.operations.ts'
import { type Proposal, ProposalWords, promisedBy } from '../../shared/workshop/proposal.ts'
import { Button, ErrorSummary, Form, TextArea } from '../components/form.tsx'
import { ButtonLink, Card, Facts, Notice } from '../components/parts.tsx'
import { ProposalThread } from '../components/proposal-thread.tsx'
import type { FormState } from '../form.ts'
import { capital, languageWithin, listText, momentText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

/** What parents want to teach, newest first; `families` are names by id. */
export function ProposalsPage({
  reader,
  proposals,
  families,
  form,
  formOf,
}: {
  reader: Reader
  proposals: readonly Proposal[]
  families: ReadonlyMap<string, string>
  form: FormState
  /** The proposal whose form is in trouble. */
  formOf?: string
}) {
  const { t } = reader
  return (
    <SchoolPage reader={reader} title={t('proposals.title')}>
      <h1>{t('proposals.title')}</h1>
      <ErrorSummary t={t} form={form} />
      {proposals.length === 0 && <Notice>{t('proposals.none')}</Notice>}
      {proposals.map((proposal) => (
        <Card title={proposal.title}>
          <ProposalFacts reader={reader} proposal={proposal} name={families.get(proposal.family) ?? '—'} />
          <Answer reader={reader} proposal={proposal} form={formOf === proposal.id ? form : {}} />
        </Card>
      ))}
    </SchoolPage>
  )
}

function ProposalFacts({ reader, proposal, name }: { reader: Reader; proposal: Proposal; name: string }) {
  const { t, language } = reader
  const audience = proposal.audience.map((one) => t(`teach.audience.${one}`))
  const builds = (proposal.builds ?? []).map((one) => t(`teach.builds.${one}`))
  const languages = proposal.languages.map((tag) => languageWithin(tag, language))
  const parts = (proposal.dayParts ?? []).map((one) => t(`teach.dayPart.${one}`))
  const times = [capital(listText(parts, language), language), proposal.preferredTimes]
    .filter(Boolean)
    .join(' · ')
  return (
    <Facts
      facts={[
        [t('proposals.by'), name],
        [t('proposals.learn'), proposal.learn],
        [t('proposals.for'), capital(audience.join(' · '), language)],
        [t('proposals.languages'), capital(listText(languages, language), language)],
        [t('proposals.minutes'), String(proposal.durationMinutes)],
        ...(builds.length ? [[t('proposals.builds'), builds.join(' · ')] as const] : []),
        ...(proposal.coHost ? [[t('proposals.coHost'), proposal.coHost] as const] : []),
        ...(proposal.stipend ? [[t('proposals.stipend'), t('proposals.stipendYes')] as const] : []),
        ...(proposal.needs ? [[t('proposals.needs'), proposal.needs] as const] : []),
        ...(times ? [[t('proposals.times'), times] as const] : []),
      ]}
    />
  )
}

function Answer({ reader, proposal, form }: { reader: Reader; proposal: Proposal; form: FormState }) {
  const { t } = reader
  if (!proposal.workshop) {
    return (
      <>
        <Promised reader={reader} proposal={proposal} />
        <ProposalThread reader={reader} proposal={proposal} />
        <Form action={schoolRoutes.acceptProposal(proposal.id)}>
          <Button>{t('proposals.accept')}</Button>
        </Form>
        <details open={form.trouble !== undefined}>
          <summary>{t('proposals.talk')}</summary>
          <Form action={schoolRoutes.talkAbout(proposal.id)}>
            <TextArea t={t} form={form} name="text" required label={t('proposals.words')} maxlength={600} />
            <div class="actions">
              <Button kind="quiet">{t('proposals.ask')}</Button>
              <Button kind="quiet" name="thanks:flag" value="yes">
                {t('proposals.thank')}
              </Button>
            </div>
          </Form>
        </details>
      </>
    )
  }
  return (
    <>
      <p>{t(proposal.publishedItself ? 'proposals.published' : 'proposals.accepted')}</p>
      <ButtonLink kind="quiet" href={schoolRoutes.workshop(proposal.workshop)}>
        {t('proposals.open')}
      </ButtonLink>
    </>
  )
}

function Promised({ reader: { t, language, school }, proposal }: { reader: Reader; proposal: Proposal }) {
  const by = promisedBy(proposal)
  if (!by) return <p>{t(`proposals.status.${proposal.status}`)}</p>
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return <p>{t('proposals.promise', { date: momentText(by, place) })}</p>
}

async function answer(c: Visit, form: FormState = {}, formOf?: string): Promise<Response> {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const families = await listedFamilies(context, school.id)
  const proposals = await listProposals(context, school.id)
  const names = new Map(families.map(({ id, name }) => [id, name]))
  const view = { proposals, families: names, form, ...(formOf && { formOf }) }
  return show(c, <ProposalsPage reader={c.get('reader')} {...view} />)
}

/** Registers the proposals' page. */
export function registerProposals(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.proposals(), (c) => answer(c))
  onPost(app, schoolRoutes.talkAbout(':proposal'), {
    by: organizerOf,
    schema: ProposalWords,
    run: ({ context, params }, words) => commentOn(context, params.proposal, words),
    done: () => schoolRoutes.proposals(),
    again: ({ c, params }, form) => answer(c, form, params.proposal),
  })
  onPost(app, schoolRoutes.acceptProposal(':proposal'), {
    by: organizerOf,
    run: ({ context, params }) => acceptProposal(context, params.proposal),
    done: (_, { workshop }) => schoolRoutes.workshop(workshop.id),
  })
}
