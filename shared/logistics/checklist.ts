import { DateTime } from 'luxon'
import type { Settings } from '../school/school.ts'
import {
  type ChecklistItem,
  type ItemKind,
  type ItemNeed,
  type ItemState,
  type ItemUnit,
  itemOf,
  type ToldStatus,
} from '../session/item.ts'
import type { SignUp } from '../session/sign-up.ts'
import { mealsOf } from './food.ts'
import type { Needs, Offer } from './needs.ts'
import type { OwnItem, OwnProgress } from './own-messages.ts'

type Timeline = Settings['timeline']

/** What the checklist depends on besides the needs: the session's start (RFC 3339), the school's zone and settings. */
export type ChecklistContext = {
  start: string
  timeZone: string
  settings: Settings
  workshop: Offer
  /** The number of sessions behind the show rate, where it is the school's own. */
  showSessions?: number
  /** How many families have replied. */
  replied?: number
  /** How many portions families bring, for which the meals are fewer. */
  brought?: number
  /** How far Convite is with the items that it does itself. */
  progress?: Partial<Record<OwnItem, OwnProgress>>
}

type Line = {
  kind: ItemKind
  unit: ItemUnit
  due: keyof Timeline
  needed: number
  inputs?: Record<string, unknown>
  role?: 'organizer' | 'helper'
  language?: string
  progress?: OwnProgress | undefined
}

/**
 * The checklist of a session: an item for each need, and the school's own items, by due date. An item that somebody
 * worked on stays when its need is gone, so that nothing is lost or cancelled.
 */
export function checklistOf(
  needs: Needs,
  context: ChecklistContext,
  states: readonly ItemState[],
): ChecklistItem[] {
  const known = itemNeeds(needs, context)
  const ids = new Set(known.map((need) => need.id))
  const left = states.filter((state) => !ids.has(state.id)).map((state) => ownOrLeftOver(state, context))
  const stateOf = new Map(states.map((state) => [state.id, state]))
  return [...known, ...left]
    .map((need) => itemOf(need, stateOf.get(need.id), context.replied))
    .sort((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : 0))
}

/** The items that the needs ask for. Ids are stable: the kind, with the language where there is one per language. */
export function itemNeeds(needs: Needs, context: ChecklistContext): ItemNeed[] {
  return [...taskLines(context), ...peopleLines(needs, context), ...thingLines(needs, context)].map((line) =>
    needOf(line, context),
  )
}

function needOf({ due, inputs, role, progress, ...line }: Line, context: ChecklistContext): ItemNeed {
  return {
    id: line.language ? `${line.kind}-${line.language}` : line.kind,
    ...line,
    due: dueDate(context, due),
    role: role ?? 'helper',
    inputs: inputs ?? {},
    ...(progress && { ownStatus: ownStatusOf(progress), inputs: progress }),
  }
}

function ownStatusOf(progress: OwnProgress): ToldStatus {
  if (progress.state === 'planned') return 'needed'
  return progress.waiting > 0 ? 'asked' : 'done'
}

function taskLines({ progress = {} }: ChecklistContext): Line[] {
  const task = { unit: 'task', needed: 1 } as const
  return [
    { ...task, kind: 'room', due: 'roomBooked', role: 'organizer' },
    {
      ...task,
      kind: 'invitations',
      due: 'invitations',
      role: 'organizer',
      progress: progress.invitations,
    },
    { ...task, kind: 'reminder', due: 'reminder', progress: progress.reminder },
    { ...task, kind: 'signs', due: 'onTheDay' },
    { ...task, kind: 'thanks', due: 'thanks', role: 'organizer', progress: progress.thanks },
  ]
}

function peopleLines({ childcare, interpretation }: Needs, { workshop }: ChecklistContext): Line[] {
  const { durationMinutes } = workshop
  const interpreters = Object.entries(interpretation.byLanguage).map(
    ([language, { need, interpreters: needed }]): Line => ({
      kind: 'interpreters',
      language,
      unit: 'interpreters',
      due: 'helpersAsked',
      needed,
      role: 'organizer',
      inputs: { need, durationMinutes, mode: interpretation.mode },
    }),
  )
  return [
    {
      kind: 'childcare',
      unit: 'adults',
      due: 'helpersAsked',
      needed: childcare.staff,
      role: 'organizer',
      inputs: { rooms: childcare.rooms },
    },
    ...interpreters,
  ]
}

function thingLines(
  needs: Needs,
  { workshop, settings, showSessions = 0, brought = 0 }: ChecklistContext,
): Line[] {
  const { expected, interpretation, food, room, rides } = needs
  const { presenters } = workshop
  const { byLanguage, mode, transmitters, receivers } = interpretation
  const listeners = Object.values(byLanguage).reduce((sum, { need }) => sum + need, 0)
  const meals = {
    ...food,
    people: expected.adults + expected.children,
    ...settings.food,
    ...(showSessions > 0 && { showSessions }),
    ...(brought > 0 && { brought }),
  }
  const chairs = { adults: expected.adults, presenters, interpreters: interpretation.interpreters }
  return [
    ...Object.entries(needs.handouts).map(
      ([language, needed]): Line => ({ kind: 'handouts', language, unit: 'copies', due: 'handouts', needed }),
    ),
    { kind: 'meals', unit: 'meals', due: 'foodOrdered', needed: mealsOf(food), inputs: meals },
    {
      kind: 'rides',
      unit: 'vehicles',
      due: 'recheck',
      needed: rides.vehicles,
      inputs: { riders: rides.riders, seats: settings.vehicleSeats },
    },
    { kind: 'chairs', unit: 'chairs', due: 'recheck', needed: room.chairs, inputs: chairs },
    { kind: 'transmitters', unit: 'devices', due: 'recheck', needed: transmitters, inputs: { mode } },
    {
      kind: 'receivers',
      unit: 'devices',
      due: 'recheck',
      needed: receivers,
      inputs: { listeners, presenters, mode },
    },
    {
      kind: 'stations',
      unit: 'stations',
      due: 'onTheDay',
      needed: room.stations,
      inputs: { families: expected.families },
    },
  ]
}

/** An own item, a line of a sign-up list, or an item without a need any more, which only items of a language can be. */
function ownOrLeftOver(state: ItemState, context: ChecklistContext): ItemNeed {
  const { id, kind, language, signUp } = state
  if (signUp) return signUpNeed(id, signUp, dueDate(context, 'onTheDay'))
  if (kind === 'own') {
    const due = state.due ?? dueDate(context, 'onTheDay')
    return { id, kind, needed: state.needed ?? 1, unit: 'task', due, role: 'helper', inputs: {} }
  }
  const interprets = kind === 'interpreters'
  return {
    id,
    kind,
    needed: 0,
    unit: interprets ? 'interpreters' : 'copies',
    due: dueDate(context, interprets ? 'helpersAsked' : 'handouts'),
    role: interprets ? 'organizer' : 'helper',
    ...(language && { language }),
    inputs: {},
  }
}

function signUpNeed(id: string, { wanted, portions }: SignUp, due: string): ItemNeed {
  const inputs = portions === undefined ? {} : { portions }
  return { id, kind: 'signUp', needed: wanted, unit: 'places', due, role: 'organizer', inputs }
}

/** The due date of a step of the timeline, in calendar days before the session at the school (negative: after it). */
function dueDate({ start, timeZone, settings }: ChecklistContext, step: keyof Timeline): string {
  const day = DateTime.fromISO(start, { zone: timeZone }).minus({ days: settings.timeline[step] })
  return day.toISODate() ?? start.slice(0, 10)
}
