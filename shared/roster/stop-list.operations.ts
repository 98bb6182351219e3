import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { BackgroundJobs } from '../access/background-jobs.ts'
import type { Context } from '../access/context.ts'
import { remember } from '../access/idempotency.operations.ts'
import { idFor } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { getContact, replaceContact, statesOfNumbers } from '../family/contact.store.ts'
import type { ContactState } from '../family/contact.ts'
import { familiesOf } from '../family/family.store.ts'
import { phoneReader } from '../family/phone.ts'
import { readSchool } from '../school/school.operations.ts'
import { tryCommit } from '../table/attempt.ts'
import { backoff } from '../table/table.ts'
import {
  decideStop,
  familyNumbers,
  type LeavingStop,
  type ListedStop,
  leavingStops,
  readStopList,
  type StopDecision,
  type StopList,
  type StopListReport,
} from './stop-list.ts'
import { readUpload } from './upload.operations.ts'

// Some 50,000 numbers: the list of a large district.
const MOST_BYTES = 2 * 1024 * 1024
const PARALLEL = 10
const ATTEMPTS = 5

/** The numbers of the school's own families whose owners want no texts, and the families that have them. */
export async function listStops(
  { table, actor }: Context,
  school: string,
): Promise<{ stops: LeavingStop[]; families: string[] }> {
  mustOrganize(actor)
  const numbers = await numbersIn(table, scopeOf(actor, school))
  const stops = leavingStops(await statesOfNumbers(table, [...numbers.keys()]))
  return { stops, families: familiesWith(numbers, stops) }
}

/**
 * Stops texts to those numbers of a list that families of the school have, unless their owners wrote START later. A dry run
 * writes nothing, and a list that is sent again changes nothing. Also returns the families whose texts stop.
 */
export async function followStopList(
  context: Context,
  school: string,
  { bytes, dryRun = false }: { bytes: Uint8Array; dryRun?: boolean },
): Promise<{ report: StopListReport; families: string[] }> {
  const { table, actor } = context
  mustOrganize(actor)
  const list = await parse(context, school, bytes)
  const numbers = await numbersIn(table, scopeOf(actor, school))
  const ours = list.stops.filter(({ number }) => numbers.has(number))
  const states = await statesOfNumbers(
    table,
    ours.map(({ number }) => number),
  )
  const outcomes = new Map<ListedStop, StopDecision['outcome']>()
  const follow = async (stop: ListedStop) => {
    const known = states.get(stop.number)
    const outcome = dryRun ? decideStop(known, stop, context.now()).outcome : stopNumber(context, stop, known)
    outcomes.set(stop, await outcome)
  }
  for (let place = 0; place < ours.length; place += PARALLEL)
    await Promise.all(ours.slice(place, place + PARALLEL).map(follow))
  const stopped = ours.filter((stop) => outcomes.get(stop) === 'stopped')
  return { report: reportOf(list, [...outcomes.values()]), families: familiesWith(numbers, stopped) }
}

// Decides again where the owner wrote at the same moment.
async function stopNumber(
  { table, now }: Context,
  stop: ListedStop,
  first: ContactState | undefined,
): Promise<StopDecision['outcome']> {
  const contact = { channel: 'sms', to: stop.number } as const
  let known = first
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const decision = decideStop(known, stop, now())
    if (decision.outcome !== 'stopped') return decision.outcome
    if (await tryCommit(table, replaceContact(contact, decision.state, known))) return 'stopped'
    await backoff(attempt)
    known = await getContact(table, contact)
  }
  return refuse('conflict')
}

function reportOf(list: StopList, outcomes: readonly StopDecision['outcome'][]): StopListReport {
  const count = (wanted: StopDecision['outcome']) => outcomes.filter((outcome) => outcome === wanted).length
  return {
    stopped: count('stopped'),
    unchanged: count('unchanged'),
    newer: count('newer'),
    unknown: list.stops.length - outcomes.length,
    rejected: list.rejected,
    warnings: list.warnings,
  }
}

async function parse(context: Context, schoolId: string, bytes: Uint8Array): Promise<StopList> {
  if (bytes.byteLength > MOST_BYTES) refuse('roster-too-large')
  const { country, timeZone } = await readSchool(context, schoolId)
  return readStopList(bytes, { country, timeZone, readPhone: await phoneReader(), now: context.now() })
}

async function numbersIn(table: Context['table'], scope: SchoolScope): Promise<Map<string, string[]>> {
  return familyNumbers(await familiesOf(table, scope))
}

function familiesWith(
  numbers: ReadonlyMap<string, readonly string[]>,
  stops: readonly { number: string }[],
): string[] {
  return [...new Set(stops.flatMap(({ number }) => numbers.get(number) ?? []))]
}

/** Stores a readable stop list until it is followed, for an hour at most; returns the id of the upload. */
export async function keepStopList(
  context: Context,
  { files }: BackgroundJobs,
  school: string,
  bytes: Uint8Array,
): Promise<string> {
  mustOrganize(context.actor)
  await parse(context, school, bytes)
  const id = idFor(context)
  await files.keep(scopeOf(context.actor, school), id, bytes)
  return id
}

/** What a stored list would stop; nothing is written. */
export async function previewStopList(
  context: Context,
  jobs: BackgroundJobs,
  school: string,
  upload: string,
): Promise<StopListReport> {
  mustOrganize(context.actor)
  const { bytes } = await readUpload(jobs, scopeOf(context.actor, school), upload)
  return (await followStopList(context, school, { bytes, dryRun: true })).report
}

/**
 * Follows a stored list, and deletes it; returns how many numbers it stops and the families that have them. A form that is
 * sent again finds the list gone, and is told the same number.
 */
export async function followStoredStopList(
  context: Context,
  jobs: BackgroundJobs,
  school: string,
  upload: string,
): Promise<{ stopped: number; families: string[] }> {
  mustOrganize(context.actor)
  const scope = scopeOf(context.actor, school)
  const stopped = await remember(
    context,
    async () => (await previewStopList(context, jobs, school, upload)).stopped,
  )
  const bytes = await jobs.files.read(scope, upload)
  if (!bytes) return { stopped, families: [] }
  const { families } = await followStopList(context, school, { bytes })
  await jobs.files.drop(scope, upload)
  return { stopped, families }
}
