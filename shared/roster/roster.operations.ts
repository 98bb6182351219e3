import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { newId } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { dropSecret } from '../access/secret.store.ts'
import { type Consent, withConsents } from '../family/consent.ts'
import {
  areFamiliesBehind,
  familiesOf,
  familyItem,
  leaveFamiliesBehind,
  packFamilies,
  putFamilyAmongMany,
  removeFamilyWrite,
} from '../family/family.store.ts'
import type { Family } from '../family/family.ts'
import { phoneReader } from '../family/phone.ts'
import { eraseBelongings } from '../household/departure.operations.ts'
import { departedOf } from '../household/departure.store.ts'
import { readSchool } from '../school/school.operations.ts'
import { ConditionFailed, type Write } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { openBundle } from './bundle.ts'
import { readOneRoster } from './oneroster.ts'
import { type Plan, planImport, withoutDeparted } from './plan.ts'
import { type RosterReport, reportOf } from './report.ts'
import { getImportLock, releaseImportLock, takeImportLock } from './roster.store.ts'
import type { Roster, RosterDefaults } from './roster.ts'
import { readSimple } from './simple.ts'

/** A roster as it was sent: a OneRoster bundle (`application/zip`) or the simple form (`text/csv`). */
export type RosterFile = { bytes: Uint8Array; mediaType: string; dryRun?: boolean }

/** Whether who works has to stop: somebody waits for an answer, or a function's time is over. */
export type IsOutOfTime = () => boolean

const MAX_FILE_BYTES = 100 * 1024 * 1024
const TURN_SECONDS = 90
const ROUNDS = 5
const BATCH = 50
const PARALLEL_BATCHES = 4

/** Who hears how an import goes, and can stop it. */
export type ImportObserver = {
  isOutOfTime: IsOutOfTime
  onPlan?: (report: RosterReport, total: number) => void
  onProgress?: (done: number) => Promise<void>
}

/** An import stopped between two batches, for its time was over; doing it again goes on from there. */
export class OutOfTime extends Error {}

/**
 * Imports a roster. Families already known are updated, except in what was changed by hand; a dry run writes nothing.
 * Refuses with `conflict` while another import into the same school runs.
 */
export async function importRoster(
  context: Context,
  schoolId: string,
  file: RosterFile,
  observer: ImportObserver = { isOutOfTime: () => false },
): Promise<RosterReport> {
  mustOrganize(context.actor)
  const { country, defaultLanguage } = await readSchool(context, schoolId)
  const scope = scopeOf(context.actor, schoolId)
  const roster = await readRoster(file, { country, defaultLanguage })
  const consent = { source: 'roster', at: instantOf(context.now()) } as const
  const plan = async () => {
    const [existing, isDeparted] = await Promise.all([
      familiesOf(context.table, scope),
      departedOf(context.table, scope),
    ])
    const asked = withoutDeparted(roster, isDeparted)
    const planned = planImport(existing, asked.roster, newId)
    return consented({ ...planned, warnings: [...asked.warnings, ...planned.warnings] }, existing, consent)
  }
  if (file.dryRun) return reportOf(roster, await plan())
  return withImportLock(context, scope, async (holdOn) => {
    const first = await plan()
    const report = reportOf(roster, first)
    observer.onPlan?.(report, first.created.length + first.updated.length)
    const onProgress = async (written: number) => {
      await observer.onProgress?.(written)
      await holdOn()
      if (observer.isOutOfTime()) throw new OutOfTime()
    }
    const isOvertaken = await inBulk(context, scope, first, async () => {
      let overtaken = await applyPlan(context, scope, first, onProgress)
      // Whom somebody edited meanwhile is compared again, so that nothing they said is lost.
      for (let round = 1; overtaken && round < ROUNDS; round++)
        overtaken = await applyPlan(context, scope, await plan(), holdOn)
      return overtaken
    })
    return isOvertaken ? refuse('family-changed') : report
  })
}

// What counts of families in votes is packed once all are written. Who was stopped leaves that to who goes on.
async function inBulk<T>(
  { table }: Context,
  scope: SchoolScope,
  { created, updated, removed }: Plan,
  write: () => Promise<T>,
): Promise<T> {
  const changes = created.length + updated.length + removed.length > 0
  if (!changes && !(await areFamiliesBehind(table, scope))) return write()
  const by = newId()
  await table.commit(leaveFamiliesBehind(scope, by))
  const written = await write()
  await packFamilies(table, scope, by)
  return written
}

// Whose address is new, has it from the roster.
function consented(plan: Plan, existing: readonly Family[], consent: Consent): Plan {
  const before = new Map(existing.map((family) => [family.id, family]))
  return {
    ...plan,
    created: plan.created.map((family) => withConsents(family, undefined, consent)),
    updated: plan.updated.map((family) => withConsents(family, before.get(family.id), consent)),
  }
}

// Two imports at once would each make the families that neither finds yet. Who never ends gives way after a while.
async function withImportLock<T>(
  { table, now }: Context,
  scope: SchoolScope,
  work: (holdOn: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const turnFrom = (holder: string) => ({
    holder,
    until: instantOf(now().plus({ seconds: TURN_SECONDS })),
  })
  const before = await getImportLock(table, scope)
  if (before && before.until > instantOf(now())) refuse('conflict')
  let turn = turnFrom(newId())
  if (!(await holds(table, takeImportLock(scope, turn, before)))) refuse('conflict')
  const holdOn = async () => {
    const isFresh = turn.until > instantOf(now().plus({ seconds: TURN_SECONDS / 2 }))
    if (isFresh) return
    const next = turnFrom(turn.holder)
    if (!(await holds(table, takeImportLock(scope, next, turn)))) refuse('conflict')
    turn = next
  }
  try {
    return await work(holdOn)
  } finally {
    await holds(table, releaseImportLock(scope, turn))
  }
}

async function holds({ commit }: Context['table'], ...writes: Write[]): Promise<boolean> {
  try {
    await commit(...writes)
    return true
  } catch (fault) {
    if (fault instanceof ConditionFailed) return false
    throw fault
  }
}

// One edited family stops its whole batch: the others are then written by themselves.
async function eachHolds(table: Context['table'], writes: readonly Write[]): Promise<boolean> {
  let all = true
  for (const write of writes) all = (await holds(table, write)) && all
  return all
}

// Says whether a family was edited between the plan and its write; that one was left alone.
async function applyPlan(
  context: Context,
  scope: SchoolScope,
  { created, updated, removed }: Plan,
  onProgress: (written: number) => Promise<void>,
): Promise<boolean> {
  const { table } = context
  let written = created.length
  let overtaken = false
  await onProgress(0)
  const items = created.map((family) => familyItem(scope, family))
  await table.putAll(items, onProgress)
  const batches = Array.from({ length: Math.ceil(updated.length / BATCH) }, (_, place) =>
    updated.slice(place * BATCH, (place + 1) * BATCH).map((family) => putFamilyAmongMany(scope, family)),
  )
  const worker = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      if (!(await holds(table, ...batch)) && !(await eachHolds(table, batch))) overtaken = true
      written += batch.length
      await onProgress(written)
    }
  }
  // Where one fails, none of the others may still write when it is said that all stopped.
  const ended = await Promise.allSettled(Array.from({ length: PARALLEL_BATCHES }, worker))
  for (const one of ended) if (one.status === 'rejected') throw one.reason
  for (const family of removed) {
    if (await holds(table, removeFamilyWrite(scope, family), ...family.links.map(dropSecret)))
      await eraseBelongings(context, scope, family)
    else overtaken = true
  }
  return overtaken
}

/** What stands in a roster's file. Refuses what cannot be read. */
export async function readRoster(
  { bytes, mediaType }: RosterFile,
  school: Omit<RosterDefaults, 'readPhone'>,
): Promise<Roster> {
  const reading = { ...school, readPhone: await phoneReader() }
  if (bytes.byteLength > MAX_FILE_BYTES) refuse('roster-too-large')
  const [type] = mediaType.split(';')
  if (type?.trim() === 'text/csv') return readSimple(bytes, reading)
  if (type?.trim() === 'application/zip') return readOneRoster(openBundle(bytes), reading)
  return refuse('unsupported-media-type')
}
