import type { Hono } from 'hono'
import { readFamily } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import { listDecisions } from '../../shared/impact/decision.operations.ts'
import { waitingInvitations } from '../../shared/ladder/ladder.operations.ts'
import type { Invitation } from '../../shared/ladder/ladder.ts'
import { listWorkshops } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { FamilyPage } from '../components/family-page.tsx'
import { Icon } from '../components/icon.tsx'
import { nearMoment, nearTime, nearTimeWithin } from '../components/near-time.ts'
import { ButtonLink, Card, Notice } from '../components/parts.tsx'
import { TappableRow, TappableRows } from '../components/tappable-rows.tsx'
import { languageName } from '../messages/format.ts'
import { familyRoutes, routes } from '../routes.ts'
import { familyOf, type Reader, show, type WebEnv } from '../visit.ts'
import { AnsweredRow, IdeaRow, InvitationRow, SurveyRow, TitleOf } from './home-rows.tsx'
import { askedOf, type FamilyMatter, type Idea, ideasOf, mattersOf, type OpenSurvey } from './home-view.ts'
import { MatterRow } from './next-matter.tsx'
import { ProposalStatus, type ProposalsOnHome, proposalsOnHome } from './proposal-status.tsx'

type HomeProps = {
  reader: Reader
  family: Pick<Family, 'name' | 'writtenLanguage' | 'caregivers'>
  matters: readonly FamilyMatter[]
  ideas: readonly Idea[]
  /** What the family leads. */
  hosted: readonly Workshop[]
  /** Sessions that it came to, about which it is asked. */
  asked: readonly OpenSurvey[]
  invitations: readonly Invitation[]
  /** The newest of what the school changed because families said so. */
  change: string | undefined
  proposed: ProposalsOnHome
}

/** A family's home: what waits for it, the most urgent first, then what it may do. */
export function HomePage(props: HomeProps) {
  const { reader, family, matters, asked, invitations } = props
  const { t } = reader
  const answered = matters.filter(({ answered }) => answered)
  const [first, ...waiting] = matters.filter(({ answered }) => !answered)
  return (
    <FamilyPage reader={reader} title={t('home.title')}>
      <h1>{t('home.hello', { family: family.name })}</h1>
      {!first && invitations.length + asked.length === 0 && <Notice>{t('home.nothing')}</Notice>}
      {first && <FirstCard reader={reader} matter={first} />}
      <TappableRows>
        {waiting.map((matter) => (
          <MatterRow reader={reader} matter={matter} />
        ))}
        <Chances {...props} />
      </TappableRows>
      {answered.length > 0 && (
        <>
          <h2>{t('home.answered')}</h2>
          <TappableRows>
            {answered.map((matter) => (
              <AnsweredRow reader={reader} matter={matter} />
            ))}
          </TappableRows>
        </>
      )}
      <AboutRows {...props} />
    </FamilyPage>
  )
}

/** What is most urgent: a card with the one button of the page. */
function FirstCard({ reader, matter }: { reader: Reader; matter: FamilyMatter }) {
  const { t } = reader
  if (matter.kind === 'vote') {
    return (
      <Card tone="first" title={t('vote.title')}>
        <p>
          <TitleOf reader={reader} workshop={matter.workshop} />.{' '}
          {t('vote.until', { until: nearMoment(reader, matter.at) })} {t('home.minute')}
        </p>
        <ButtonLink href={familyRoutes.vote(matter.workshop.id)}>{t('home.voteButton')}</ButtonLink>
      </Card>
    )
  }
  return (
    <Card tone="first" title={t('session.attending')}>
      <p>
        <TitleOf reader={reader} workshop={matter.workshop} />
        <br />
        {matter.moved
          ? t('home.moved', { when: nearTimeWithin(reader, matter.session) })
          : nearTime(reader, matter.session)}
      </p>
      <ButtonLink href={familyRoutes.session(matter.session.id)}>{t('home.replyButton')}</ButtonLink>
    </Card>
  )
}

/** What the family is invited to, asked about, leads, and may offer. */
function Chances({ reader, invitations, asked, hosted, proposed, ideas }: HomeProps) {
  const { t } = reader
  return (
    <>
      {invitations.map((invitation) => (
        <InvitationRow reader={reader} invitation={invitation} />
      ))}
      {asked.map((one) => (
        <SurveyRow reader={reader} asked={one} />
      ))}
      <ProposalStatus reader={reader} hosted={hosted} {...proposed} />
      {ideas.map((idea) => (
        <IdeaRow reader={reader} idea={idea} />
      ))}
      <TappableRow href={familyRoutes.teach()} mark={<Icon name="star" />} title={t('home.teach')}>
        {t('home.teachText')}
      </TappableRow>
    </>
  )
}

function AboutRows({ reader, family, change }: HomeProps) {
  const { t, language, school } = reader
  const [way] = family.caregivers.flatMap(({ channels }) => channels)
  const known = [
    languageName(family.writtenLanguage, language),
    ...(way ? [t(`about.channel.${way.kind}`)] : []),
    t('strengths.title'),
  ]
  return (
    <TappableRows>
      <TappableRow href={familyRoutes.about()} mark={<Icon name="phone" />} title={t('about.title')}>
        {known.join(' · ')}
      </TappableRow>
      {school && (
        <TappableRow href={routes.changes(school.id)} mark={<Icon name="check" />} title={t('changes.title')}>
          {change && <bdi>{change}</bdi>}
        </TappableRow>
      )}
    </TappableRows>
  )
}

const OVER = new Set<Workshop['status']>(['held', 'cancelled'])

/** Registers a family's home. */
export function registerHome(app: Hono<WebEnv>): void {
  app.get(familyRoutes.home(), async (c) => {
    const { family: id, school } = familyOf(c)
    const context = c.get('context')
    const [family, workshops, invitations, [newest], proposed] = await Promise.all([
      readFamily(context, school.id, id, 'recent'),
      listWorkshops(context, school.id),
      waitingInvitations(context, school.id, id),
      listDecisions(context, school.id),
      proposalsOnHome(c),
    ])
    const [matters, ideas, asked] = await Promise.all([
      mattersOf(c, workshops),
      ideasOf(c, workshops),
      askedOf(c, workshops),
    ])
    const hosted = workshops.filter(({ hostFamily, status }) => hostFamily === id && !OVER.has(status))
    const view = { family, matters, ideas, hosted, asked, invitations, proposed, change: newest?.did }
    return show(c, <HomePage reader={c.get('reader')} {...view} />)
  })
}
