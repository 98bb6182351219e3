import type { FamilyHistory, Happened, Unanswered } from '../../shared/household/history.operations.ts'
import type { Conversation } from '../../shared/outreach/conversation.ts'
import { dayAt } from '../../shared/time/instant.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import { ButtonLink } from '../components/parts.tsx'
import { localText } from '../messages/catalogue.ts'
import { dueDayText } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { TalkForm } from './talk-form.tsx'

const dayOf = ({ language, school }: Reader, at: string) =>
  dueDayText(dayAt(at, school?.timeZone ?? 'UTC'), language, 'date')

/** Where the answer to something open is recorded. */
export function recordAddress(family: string, { workshop, session }: Unanswered): string {
  if (session) return schoolRoutes.sessionReply(session, family)
  return `${schoolRoutes.record(workshop.id)}?family=${family}`
}

type Props = { reader: Reader; family: string; history: FamilyHistory }

/** What is open with the family, a conversation to record, and what was. */
export function WhatHappens({ reader, family, history, conversations }: Props & PastProps) {
  const { t } = reader
  return (
    <div class="stack">
      <FamilyNow reader={reader} family={family} history={history} />
      <section class="card talk" aria-labelledby="talk">
        <h2 id="talk">{t('conversation.record')}</h2>
        <TalkForm reader={reader} family={family} form={{}} next="family" />
      </section>
      <section class="card">
        <h2>{t('family.past')}</h2>
        <FamilyPast reader={reader} history={history} conversations={conversations} />
        {conversations.length > 0 && (
          <p>
            <a href={schoolRoutes.talk(family)}>{t('family.conversations')}</a>
          </p>
        )}
      </section>
    </div>
  )
}

/** What the family has not answered yet, each with the button that records it. */
function FamilyNow({ reader, family, history: { open, invitations } }: Props) {
  const { t, language } = reader
  if (open.length + invitations.length === 0) return null
  return (
    <section class="card rows">
      <h2>{t('family.now')}</h2>
      {open.map((one) => (
        <div>
          <p>
            <b>{localText(one.workshop.title, language)}</b>{' '}
            <span class="soft">
              {t(one.session ? 'family.noReply' : 'family.noVote', { date: dayOf(reader, one.until) })}
            </span>
          </p>
          <ButtonLink kind="quiet" href={recordAddress(family, one)}>
            {t(one.session ? 'family.recordReply' : 'family.recordVote')}
            <span class="screen-reader">: {localText(one.workshop.title, language)}</span>
          </ButtonLink>
        </div>
      ))}
      {invitations.map(({ role, inviter }) => (
        <div>
          <p>
            <b>
              <bdi>{role}</bdi>
            </b>{' '}
            <span class="soft">{t('family.invited', { name: inviter })}</span>
          </p>
          <a href={schoolRoutes.ladder()}>
            {t('family.seeIt')}
            <span class="screen-reader">: {role}</span>
          </a>
        </div>
      ))}
    </section>
  )
}

type Entry = { at: string; icon: IconName; text: string; note?: string | undefined }

const ICONS = { voted: 'confirmed', replied: 'send', came: 'door' } as const

function entryOf({ t, language }: Reader, happened: Happened): Entry {
  const title = localText(happened.workshop.title, language)
  const key = happened.kind === 'replied' && !happened.attending ? 'repliedNo' : happened.kind
  return { at: happened.at, icon: ICONS[happened.kind], text: t(`family.past.${key}`, { title }) }
}

function talkOf({ t }: Reader, { at, kind, purpose, note }: Conversation): Entry {
  const text = `${t(`conversation.kind.${kind}`)} · ${t(`conversation.purpose.${purpose}`)}`
  return { at, icon: 'message', text, note }
}

type PastProps = Pick<Props, 'reader' | 'history'> & { conversations: readonly Conversation[] }

// A screen; the older ones fold.
const SHOWN = 6

/** Votes, replies, visits and conversations, the newest first. */
function FamilyPast({ reader, history, conversations }: PastProps) {
  const { t } = reader
  const entries = [
    ...history.past.map((one) => entryOf(reader, one)),
    ...conversations.map((one) => talkOf(reader, one)),
  ].sort((one, other) => (one.at < other.at ? 1 : -1))
  if (entries.length === 0) return <p class="soft">{t('family.past.none')}</p>
  return (
    <>
      <Log reader={reader} entries={entries.slice(0, SHOWN)} />
      {entries.length > SHOWN && (
        <details>
          <summary>{t('family.past.earlier', { count: entries.length - SHOWN })}</summary>
          <Log reader={reader} entries={entries.slice(SHOWN)} />
        </details>
      )}
    </>
  )
}

function Log({ reader, entries }: { reader: Reader; entries: readonly Entry[] }) {
  return (
    <ul class="log">
      {entries.map(({ at, icon, text, note }) => (
        <li>
          <Icon name={icon} />
          <div>
            {text}
            {note && (
              <p class="soft">
                <bdi>{note}</bdi>
              </p>
            )}
          </div>
          <span class="soft">{dayOf(reader, at)}</span>
        </li>
      ))}
    </ul>
  )
}
