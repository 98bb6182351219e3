import type { Invitation } from '../../shared/ladder/ladder.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Icon } from '../components/icon.tsx'
import { nearMoment, nearTime } from '../components/near-time.ts'
import { TappableRow } from '../components/tappable-rows.tsx'
import { otherLanguage } from '../components/workshop.tsx'
import { direction, localText } from '../messages/catalogue.ts'
import { familyRoutes } from '../routes.ts'
import type { Reader } from '../visit.ts'
import type { FamilyMatter, Idea, OpenSurvey } from './home-view.ts'

/** A workshop's title within a sentence, marked where it is in another language. */
export function TitleOf({
  reader: { language },
  workshop: { title },
}: {
  reader: Reader
  workshop: Workshop
}) {
  const lang = otherLanguage(title, language)
  return <bdi {...(lang && { lang, dir: direction(lang) })}>{localText(title, language)}</bdi>
}

/** Whom the school invites to a role. */
export function InvitationRow({ reader: { t }, invitation }: { reader: Reader; invitation: Invitation }) {
  const title = t('path.invited', { inviter: invitation.inviter || t('vote.team') })
  return (
    <TappableRow href={familyRoutes.path()} mark={<Icon name="heart" />} title={title}>
      <bdi>{invitation.role}</bdi>
    </TappableRow>
  )
}

/** A session that the family came to, about which it is asked. */
export function SurveyRow({ reader, asked }: { reader: Reader; asked: OpenSurvey }) {
  const title = <TitleOf reader={reader} workshop={asked.workshop} />
  return (
    <TappableRow href={familyRoutes.survey(asked.session)} mark={<Icon name="message" />} title={title}>
      {reader.t('survey.home')}
    </TappableRow>
  )
}

/** A workshop without a date, to which the family would come, or may say so. */
export function IdeaRow({ reader, idea: { workshop, interested } }: { reader: Reader; idea: Idea }) {
  const { t } = reader
  const title = <TitleOf reader={reader} workshop={workshop} />
  return (
    <TappableRow href={familyRoutes.interest(workshop.id)} mark={<Icon name="question" />} title={title}>
      {t(interested ? 'interest.saved' : 'home.ideas')}
    </TappableRow>
  )
}

/** What the family has answered, and may change. */
export function AnsweredRow({ reader, matter }: { reader: Reader; matter: FamilyMatter }) {
  const { t } = reader
  const title = <TitleOf reader={reader} workshop={matter.workshop} />
  if (matter.kind === 'vote') {
    return (
      <TappableRow href={familyRoutes.vote(matter.workshop.id)} mark={<Icon name="full" />} title={title}>
        {t('home.changeVote', { until: nearMoment(reader, matter.at) })}
      </TappableRow>
    )
  }
  const { session } = matter
  return (
    <TappableRow href={familyRoutes.session(session.id)} mark={<Icon name="confirmed" />} title={title}>
      {t(`home.${matter.answered ?? 'coming'}`, { when: nearTime(reader, session) })}
    </TappableRow>
  )
}
