import type { ChannelCounts, Notice, NoticeKind, NoticeStep } from '../message/notice.ts'
import type { ReachRecord } from '../message/reach.ts'

/** The items of a checklist that Convite does itself, with the kinds of messages that do them. */
const MESSAGES = {
  invitations: ['timeChosen'],
  reminder: ['replyReminder', 'reminder'],
  thanks: ['thanks'],
} as const satisfies Record<string, readonly NoticeKind[]>

/** An item that Convite does itself. */
export type OwnItem = keyof typeof MESSAGES
const OWN_ITEMS = Object.keys(MESSAGES) as OwnItem[] // the keys of MESSAGES

/** Whether Convite does an item of that kind itself. */
export function isOwnItem(kind: string): boolean {
  return Object.hasOwn(MESSAGES, kind)
}

/** How far messages are: planned for later, or to how many caregivers they go, and how many of them still wait. */
export type OwnProgress = { state: 'planned' } | { state: 'told'; people: number; waiting: number }

type Told = { step: NoticeStep; session: string | undefined; people: number }

/** The sessions about which messages may still wait: whoever was reached about them tells how many do. */
export function subjectsThatWait(notices: readonly Notice[], session: string, now: string): string[] {
  const told = OWN_ITEMS.flatMap((item) => lastTold(notices, session, item) ?? [])
  return [...new Set(told.filter((one) => mayWait(one, now)).map((one) => one.session ?? session))]
}

/** How far Convite is with each of its own items of a session; an item without messages is left to people. */
export function ownProgress(
  notices: readonly Notice[],
  {
    session,
    reached,
    now,
  }: { session: string; reached: ReadonlyMap<string, readonly ReachRecord[]>; now: string },
): Partial<Record<OwnItem, OwnProgress>> {
  const progress = OWN_ITEMS.flatMap((item): [OwnItem, OwnProgress][] => {
    const told = lastTold(notices, session, item)
    if (told) return [[item, toldProgress(told, reached.get(told.session ?? session) ?? [], now)]]
    return stepsOf(notices, session, item).some(isPlanned) ? [[item, { state: 'planned' }]] : []
  })
  return Object.fromEntries(progress)
}

function toldProgress(told: Told, reached: readonly ReachRecord[], now: string): OwnProgress {
  const since = new Set(reached.filter(({ at }) => at >= told.step.due).map(({ caregiver }) => caregiver))
  const waiting = mayWait(told, now) ? Math.max(0, told.people - since.size) : 0
  return { state: 'told', people: told.people, waiting }
}

// Messages that have not left by then are not sent any more.
function mayWait({ step, people }: Told, now: string): boolean {
  return people > 0 && now < step.until
}

type PlacedStep = { notice: Notice; step: NoticeStep; counts: ChannelCounts | undefined; place: number }

// The time of a series is told once, with its first session.
function stepsOf(notices: readonly Notice[], session: string, item: OwnItem): PlacedStep[] {
  const kinds: readonly NoticeKind[] = MESSAGES[item]
  return notices
    .filter((notice) => item === 'invitations' || notice.session === session)
    .flatMap((notice) =>
      notice.steps.map((step, place) => ({ notice, step, counts: notice.reached[place], place })),
    )
    .filter(({ step }) => kinds.includes(step.kind))
}

function lastTold(notices: readonly Notice[], session: string, item: OwnItem): Told | undefined {
  return stepsOf(notices, session, item)
    .map(({ notice, step, counts }) => ({ step, session: notice.session, people: peopleOf(counts) }))
    .filter(({ step, people }) => step.told !== undefined || people > 0)
    .toSorted((one, other) => one.step.due.localeCompare(other.step.due))
    .at(-1)
}

function peopleOf(counts: ChannelCounts | undefined): number {
  return counts ? counts.email + counts.sms + counts.call : 0
}

function isPlanned({ notice, step, place }: PlacedStep): boolean {
  return place >= notice.at && !notice.withdrawn.includes(step.kind)
}
