import type { WorkshopChanges } from '../message/notice.ts'
import { instantOf, timeAt } from '../time/instant.ts'
import type { Workshop } from '../workshop/workshop.ts'
import type { Session } from './session.ts'

/**
 * What families that know of a workshop's sessions are told of a change: another title, place, language of presentation
 * or length. A title in a further language is no change. Undefined where there is nothing to tell.
 */
export function changesOf(before: Workshop, after: Workshop): WorkshopChanges | undefined {
  const isRetitled = Object.entries(before.title).some(([tag, text]) => after.title[tag] !== text)
  const changes: WorkshopChanges = {
    ...(isRetitled && { title: { from: before.title, to: after.title } }),
    ...(before.place !== after.place && {
      place: { ...(before.place && { from: before.place }), ...(after.place && { to: after.place }) },
    }),
    ...(before.presentationLanguage !== after.presentationLanguage && {
      language: { from: before.presentationLanguage, to: after.presentationLanguage },
    }),
    ...(before.durationMinutes !== after.durationMinutes && {
      minutes: { from: before.durationMinutes, to: after.durationMinutes },
    }),
  }
  return Object.keys(changes).length > 0 ? changes : undefined
}

/** A session after a change of its workshop at `at`: as long as the workshop, and raised for calendars. */
export function sessionAfter(session: Session, changes: WorkshopChanges, at: string): Session {
  const { minutes } = changes
  const end = minutes?.to && instantOf(timeAt(session.start).plus({ minutes: minutes.to }))
  return {
    ...session,
    ...(end && { end }),
    sequence: session.sequence + 1,
    revision: session.revision + 1,
    changedAt: at,
  }
}
