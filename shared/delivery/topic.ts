import type { About, ToldFields } from '../message/notice.ts'
import type { Session } from '../session/session.ts'
import type { Workshop } from '../workshop/workshop.ts'

/** One thing that a message is about, with the workshop and session as they are now. */
export type Topic = {
  about: About
  workshop: Workshop
  session?: Session
  /** The school's own wording, with its fields in braces. */
  wording?: string
}

/** The workshop whose answer a message brings, where it brings nothing else. */
export function answeredIn(topics: readonly Topic[]): { asked?: string } {
  const [first] = topics
  const asked = first?.about.workshop
  const isIt = ({ about: { kind, workshop } }: Topic) => kind === 'answered' && workshop === asked
  return asked && topics.every(isIt) ? { asked } : {}
}

/** The fields that a topic inserts into its words, as they are now. */
export function fieldsToTell({ workshop, session }: Pick<Topic, 'workshop' | 'session'>): ToldFields {
  const { title, place, poll } = workshop
  return {
    title,
    ...(place && { place }),
    ...(session && { start: session.start, end: session.end }),
    ...(poll && { closesAt: poll.closesAt }),
  }
}
