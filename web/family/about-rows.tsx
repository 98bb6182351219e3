import type { Family } from '../../shared/family/family.ts'
import type { Conversation } from '../../shared/outreach/conversation.ts'
import { Address } from '../components/address.tsx'
import { ConversationText } from '../components/conversation-list.tsx'
import { Button, Form } from '../components/form.tsx'
import { Icon, type IconName } from '../components/icon.tsx'
import { strengthsOf } from '../components/strength-list.tsx'
import { TappableRow, TappableRows } from '../components/tappable-rows.tsx'
import { languageName, weekdayDateText } from '../messages/format.ts'
import { FAMILY_WAYS, familyRoutes } from '../routes.ts'
import type { Reader } from '../visit.ts'

type Props = { reader: Reader; family: Family }

/** What a family knows and can give, in its own words; each row opens where it says so. */
export function StrengthRows({ reader: { t }, family }: Props) {
  const said = strengthsOf(family)
  const icon = <Icon name="star" />
  return (
    <TappableRows>
      {said.map(({ kind, text }) => (
        <TappableRow
          href={`${familyRoutes.strengths()}#${kind}.text`}
          mark={icon}
          title={t(`strengths.${kind}`)}
        >
          <bdi>{text}</bdi>
        </TappableRow>
      ))}
      <TappableRow href={familyRoutes.strengths()} mark={<Icon name="plus" />} title={t('strengths.open')}>
        {t('strengths.why')}
      </TappableRow>
      <TappableRow href={familyRoutes.path()} mark={<Icon name="cap" />} title={t('path.title')} />
    </TappableRows>
  )
}

const CHANNEL_ICONS = {
  sms: 'message',
  email: 'envelope',
  phone: 'phone',
  paper: 'page',
} as const satisfies Record<string, IconName>

/** How a family is reached, in order of preference, and in which languages. */
export function WayRows({ reader, family }: Props) {
  const { t, language } = reader
  const ways = family.caregivers.flatMap(({ givenName, channels }) =>
    channels.map((channel) => ({ ...channel, givenName })),
  )
  return (
    <TappableRows>
      {ways.map(({ kind, address, givenName }) => (
        <TappableRow
          href={FAMILY_WAYS}
          mark={<Icon name={CHANNEL_ICONS[kind]} />}
          title={t(`about.channel.${kind}`)}
        >
          <bdi>{givenName}</bdi>
          {address && (
            <>
              {' · '}
              <Address reader={reader} address={address} />
            </>
          )}
        </TappableRow>
      ))}
      <TappableRow
        href={FAMILY_WAYS}
        mark={<Icon name="voices" />}
        title={languageName(family.spokenLanguage, language)}
      >
        {t('about.written')}: {languageName(family.writtenLanguage, language)}
      </TappableRow>
    </TappableRows>
  )
}

/** What the school noted of conversations with the family, which may take out any of it. */
export type NotesProps = { reader: Reader; conversations: readonly Conversation[] }

/** What the school noted of conversations with the family, which may take out any of it. */
export function NoteRows({ reader, conversations }: NotesProps) {
  const { t } = reader
  return (
    <section id="notes" tabindex={-1} aria-labelledby="notes-title">
      <h2 id="notes-title">{t('notes.title')}</h2>
      {conversations.length === 0 ? (
        <p>{t('notes.none')}</p>
      ) : (
        <ul class="group notes">
          {conversations.map((conversation) => (
            <NoteRow reader={reader} conversation={conversation} />
          ))}
        </ul>
      )}
      <p class="lead">{t('notes.text')}</p>
    </section>
  )
}

function NoteRow({ reader, conversation }: { reader: Reader; conversation: Conversation }) {
  const { t, language, school } = reader
  const day = weekdayDateText(conversation.at, { language, timeZone: school?.timeZone ?? 'UTC' })
  return (
    <li>
      <ConversationText reader={reader} conversation={conversation} />
      <Form action={familyRoutes.forgetNote(conversation.id)}>
        <Button kind="quiet">
          {t('notes.wrong')}
          <span class="screen-reader">: {day}</span>
        </Button>
      </Form>
    </li>
  )
}
