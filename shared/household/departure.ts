import type { DateTime } from 'luxon'
import type { Family } from '../family/family.ts'
import { shownState } from '../message/message.ts'
import type { Question } from '../workshop/question.ts'
import type { Belongings } from './belonging.ts'

/**
 * A family's copy of its data: what it entered, what was recorded about it, and the messages it was sent. Leaves out links
 * and other secrets, and items that have expired at `now`.
 */
export function copyOf(family: Family, belongings: Belongings, now: DateTime): Record<string, unknown> {
  const { votes, sessions, visits, remembered, draft, proposals, path, invitations } = belongings
  const introductions = belongings.introductions.map(({ family: _, ...said }) => said)
  const isKept = ({ expiresAt = Number.POSITIVE_INFINITY }: { expiresAt?: number }) =>
    expiresAt > now.toSeconds()
  const [questions, hostNotes, conversations, calls, messages] = [
    belongings.questions.filter(isKept),
    belongings.hostNotes.filter(isKept).map(({ workshop, text, at }) => ({ workshop, text, at })),
    belongings.conversations.filter(isKept),
    belongings.calls.filter(isKept),
    belongings.messages.filter(isKept),
  ]
  return {
    family: withoutSecrets(family),
    votes: votes.flatMap(({ workshop, ballot, interest }) =>
      ballot || interest
        ? [{ workshop: workshop.title, ...(ballot && { ballot }), ...(interest && { interest }) }]
        : [],
    ),
    sessions: sessions.flatMap(({ workshop, id, start, ...said }) =>
      Object.keys(said).length > 0 ? [{ workshop: workshop.title, session: id, start, ...said }] : [],
    ),
    visits: visits.sessions,
    ...(remembered && isKept(remembered) && { filledInNextTime: remembered }),
    ...(draft && isKept(draft) && { proposalDraft: draft }),
    proposals,
    questions: questions.map(askedAndAnswered),
    introductions,
    hostNotes,
    conversations,
    ...(path && { path }),
    invitations,
    calls: calls.map(({ about, at, outcome, name, to }) => ({ about: about.kind, at, name, to, outcome })),
    messages: messages.map(({ kind, channel, to, at, state }) => ({
      ...{ kind, channel, to, at },
      ...shownState(state),
    })),
  }
}

function withoutSecrets(family: Family): Record<string, unknown> {
  const {
    links: _links,
    printedCodes: _codes,
    linksSince: _since,
    caregiverLinksSince: _ended,
    sourceIds: rosterIds,
    ...known
  } = family
  return { ...known, rosterIds }
}

function askedAndAnswered({ words, original, askedAt, answer }: Question): Record<string, unknown> {
  const said = { asked: words[original], askedAt }
  return answer ? { ...said, answer: answer.words[answer.original], answeredAt: answer.at } : said
}
