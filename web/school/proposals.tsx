import type { Hono } from 'hono'
import { allFamilies } from '../../shared/family/operations.ts'
import { acceptProposal, listProposals } from '../../shared/workshop/operations.ts'
import type { Proposal } from '../../shared/workshop/proposal.ts'
import { Button, Form } from '../components/form.tsx'
import { ButtonLink, Card, Facts, Notice } from '../components/parts.tsx'
import { languageName, listText } from '../messages/format.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

/** What parents want to teach, newest first; `families` are names by id. */
export function ProposalsPage({
  reader,
  proposals,
  families,
}: {
  reader: Reader
  proposals: readonly Proposal[]
  families: ReadonlyMap<string, string>
}) {
  const { t } = reader
  return (
    <SchoolPage reader={reader} title={t('proposals.title')}>
      <h1>{t('proposals.title')}</h1>
      {proposals.length === 0 && <Notice>{t('proposals.none')}</Notice>}
      {proposals.map((proposal) => (
        <Card title={proposal.title}>
          <ProposalFacts reader={reader} proposal={proposal} name={families.get(proposal.family) ?? '—'} />
          <Answer reader={reader} proposal={proposal} />
        </Card>
      ))}
    </SchoolPage>
  )
}

function ProposalFacts({ reader, proposal, name }: { reader: Reader; proposal: Proposal; name: string }) {
  const { t, language } = reader
  const audience = proposal.audience.map((one) => t(`teach.audience.${one}`))
  const languages = proposal.languages.map((tag) => languageName(tag, language))
  return (
    <Facts
      facts={[
        [t('proposals.by'), name],
        [t('proposals.learn'), proposal.learn],
        [t('proposals.for'), listText(audience, language)],
        [t('proposals.languages'), listText(languages, language)],
        [t('proposals.minutes'), String(proposal.durationMinutes)],
        ...(proposal.needs ? [[t('proposals.needs'), proposal.needs] as const] : []),
        ...(proposal.preferredTimes ? [[t('proposals.times'), proposal.preferredTimes] as const] : []),
      ]}
    />
  )
}

function Answer({ reader: { t }, proposal }: { reader: Reader; proposal: Proposal }) {
  if (!proposal.workshop) {
    return (
      <Form action={schoolRoutes.acceptProposal(proposal.id)}>
        <Button>{t('proposals.accept')}</Button>
      </Form>
    )
  }
  return (
    <>
      <p>{t('proposals.accepted')}</p>
      <ButtonLink kind="quiet" href={schoolRoutes.workshop(proposal.workshop)}>
        {t('proposals.open')}
      </ButtonLink>
    </>
  )
}

/** Registers the proposals' page. */
export function registerProposals(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.proposals(), async (c) => {
    const { school } = organizerOf(c)
    const context = c.get('context')
    const [families, proposals] = await Promise.all([
      allFamilies(context, school.id),
      listProposals(context, school.id),
    ])
    const names = new Map(families.map(({ id, name }) => [id, name]))
    return show(c, <ProposalsPage reader={c.get('reader')} proposals={proposals} families={names} />)
  })
  app.post(schoolRoutes.acceptProposal(':proposal'), async (c) => {
    organizerOf(c)
    const { workshop } = await acceptProposal(c.get('context'), c.req.param('proposal'))
    return c.redirect(schoolRoutes.workshop(workshop.id), 303)
  })
}
