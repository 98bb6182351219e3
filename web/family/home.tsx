import type { Hono } from 'hono'
import { readFamily } from '../../shared/family/family.operations.ts'
import { waitingInvitations } from '../../shared/ladder/ladder.operations.ts'
import type { Invitation } from '../../shared/ladder/ladder.ts'
import { listWorkshops } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Button, Form } from '../components/form.tsx'
import { Page } from '../components/layout.tsx'
import { ButtonLink, Card, Notice } from '../components/parts.tsx'
import { otherLanguage } from '../components/workshop.tsx'
import { localText } from '../messages/catalogue.ts'
import { momentText, whenText } from '../messages/format.ts'
import { familyRoutes, routes } from '../routes.ts'
import { familyOf, type Reader, show, type WebEnv } from '../visit.ts'
import { askedOf, type FamilyMatter, type Idea, ideasOf, mattersOf, type OpenSurvey } from './home-view.ts'
import { ProposalStatus, type ProposalsOnHome, proposalsOnHome } from './proposal-status.tsx'

type HomeProps = {
  reader: Reader
  family: string
  matters: readonly FamilyMatter[]
  ideas: readonly Idea[]
  /** What the family leads. */
  hosted: readonly Workshop[]
  /** Sessions that it came to, about which it is asked. */
  asked: readonly OpenSurvey[]
  invitations: readonly Invitation[]
  proposed: ProposalsOnHome
}

/** A family's home: what waits for it, the most urgent first. */
export function HomePage({
  reader,
  family,
  matters,
  ideas,
  hosted,
  asked,
  invitations,
  proposed,
}: HomeProps) {
  const { t } = reader
  const waiting = matters.filter(({ answered }) => !answered)
  const answered = matters.filter(({ answered }) => answered)
  return (
    <Page reader={reader} title={t('home.title')}>
      <h1>{t('home.hello', { family })}</h1>
      {waiting.length + invitations.length + asked.length === 0 && <Notice>{t('home.nothing')}</Notice>}
      {waiting.map((matter, place) => (
        <WaitingCard reader={reader} matter={matter} isFirst={place === 0} />
      ))}
      {invitations.map((invitation) => (
        <InvitationCard reader={reader} invitation={invitation} />
      ))}
      {asked.map((session) => (
        <SurveyCard reader={reader} asked={session} />
      ))}
      {answered.length > 0 && <h2>{t('home.answered')}</h2>}
      {answered.map((matter) => (
        <AnsweredCard reader={reader} matter={matter} />
      ))}
      <ProposalStatus reader={reader} hosted={hosted} {...proposed} />
      {ideas.length > 0 && <h2>{t('home.ideas')}</h2>}
      {ideas.map((idea) => (
        <IdeaCard reader={reader} idea={idea} />
      ))}
      <HomeLinks reader={reader} family={family} />
    </Page>
  )
}

function InvitationCard({ reader: { t }, invitation }: { reader: Reader; invitation: Invitation }) {
  return (
    <Card title={t('path.invited', { inviter: invitation.inviter || t('vote.team') })}>
      <p>
        <bdi>{invitation.role}</bdi>
      </p>
      <ButtonLink href={familyRoutes.path()} kind="quiet">
        {t('path.look')}
      </ButtonLink>
    </Card>
  )
}

function SurveyCard({ reader: { t, language }, asked }: { reader: Reader; asked: OpenSurvey }) {
  const { title } = asked.workshop
  return (
    <Card title={localText(title, language)} lang={otherLanguage(title, language)}>
      <p>{t('survey.home')}</p>
      <ButtonLink href={familyRoutes.survey(asked.session)} kind="quiet">
        {t('survey.homeButton')}
      </ButtonLink>
    </Card>
  )
}

function HomeLinks({ reader: { t, school }, family }: { reader: Reader; family: string }) {
  return (
    <>
      <Card title={t('home.teach')}>
        <p>{t('home.teachText')}</p>
        <ButtonLink href={familyRoutes.teach()} kind="quiet">
          {t('home.teachButton')}
        </ButtonLink>
      </Card>
      <p>
        <a href={familyRoutes.about()}>{t('home.about')}</a>
      </p>
      {school && (
        <p>
          <a href={routes.changes(school.id)}>{t('changes.title')}</a>
        </p>
      )}
      <Form action={familyRoutes.leave()}>
        <Button kind="quiet">{t('home.notYou', { family })}</Button>
      </Form>
    </>
  )
}

function IdeaCard({ reader, idea: { workshop, interested } }: { reader: Reader; idea: Idea }) {
  const { t, language } = reader
  const { title } = workshop
  return (
    <Card title={localText(title, language)} lang={otherLanguage(title, language)}>
      {interested && <p>{t('interest.saved')}</p>}
      <a href={familyRoutes.interest(workshop.id)}>{t(interested ? 'interest.change' : 'interest.look')}</a>
    </Card>
  )
}

type CardProps = { reader: Reader; matter: FamilyMatter; isFirst?: boolean }

const placeOf = ({ language, school }: Reader) => ({ language, timeZone: school?.timeZone ?? 'UTC' })

function WaitingCard({ reader, matter, isFirst }: CardProps) {
  const { t, language } = reader
  const { title } = matter.workshop
  const place = placeOf(reader)
  return (
    <Card
      title={localText(title, language)}
      lang={otherLanguage(title, language)}
      tone={isFirst ? 'first' : 'plain'}
    >
      {matter.kind === 'vote' ? (
        <>
          <p>{t('home.voteText', { until: momentText(matter.at, place) })}</p>
          <ButtonLink href={familyRoutes.vote(matter.workshop.id)}>{t('home.voteButton')}</ButtonLink>
        </>
      ) : (
        <>
          <p>
            {t(matter.moved ? 'home.moved' : 'home.replyText', {
              when: whenText(matter.session.start, matter.session.end, place),
            })}
          </p>
          <ButtonLink href={familyRoutes.session(matter.session.id)}>{t('home.replyButton')}</ButtonLink>
        </>
      )}
    </Card>
  )
}

function AnsweredCard({ reader, matter }: CardProps) {
  const { t, language } = reader
  const { title } = matter.workshop
  const place = placeOf(reader)
  return (
    <Card title={localText(title, language)} lang={otherLanguage(title, language)}>
      {matter.kind === 'vote' ? (
        <a href={familyRoutes.vote(matter.workshop.id)}>
          {t('home.changeVote', { until: momentText(matter.at, place) })}
        </a>
      ) : (
        <>
          <p>
            {t(`home.${matter.answered ?? 'coming'}`, {
              when: whenText(matter.session.start, matter.session.end, place),
            })}
          </p>
          <a href={familyRoutes.session(matter.session.id)}>{t('home.changeReply')}</a>
        </>
      )}
    </Card>
  )
}

const OVER = new Set<Workshop['status']>(['held', 'cancelled'])

/** Registers a family's home. */
export function registerHome(app: Hono<WebEnv>): void {
  app.get(familyRoutes.home(), async (c) => {
    const { family, school } = familyOf(c)
    const context = c.get('context')
    const [{ name }, workshops, invitations, proposed] = await Promise.all([
      readFamily(context, school.id, family, 'recent'),
      listWorkshops(context, school.id),
      waitingInvitations(context, school.id, family),
      proposalsOnHome(c),
    ])
    const [matters, ideas, asked] = await Promise.all([
      mattersOf(c, workshops),
      ideasOf(c, workshops),
      askedOf(c, workshops),
    ])
    const hosted = workshops.filter(({ hostFamily, status }) => hostFamily === family && !OVER.has(status))
    const view = { family: name, matters, ideas, hosted, asked, invitations, proposed }
    return show(c, <HomePage reader={c.get('reader')} {...view} />)
  })
}
