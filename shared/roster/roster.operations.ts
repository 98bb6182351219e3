import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import { commitOr, untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { remember } from '../access/idempotency.operations.ts'
import { idFor, newId } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { type Consent, withConsents } from '../family/consent.ts'
import {
  areFamiliesStale,
  familiesOf,
  familyItem,
  getFamily,
  markFamiliesStale,
  packFamilies,
  putImportedFamily,
} from '../family/family.store.ts'
import type { Family } from '../family/family.ts'
import { phoneReader } from '../family/phone.ts'
import { takeOut } from '../household/departure.operations.ts'
import { departedOf } from '../household/departure.store.ts'
import { removedFamiliesOf } from '../household/removed-family.store.ts'
import { mayReturn } from '../household/removed-family.ts'
import { bringBack } from '../household/return.operations.ts'
import { askAboutTies } from '../household/tie.operations.ts'
import { answeredTiesOf } from '../household/tie.store.ts'
import { readSchool } from '../school/school.operations.ts'
import { tryCommit } from '../table/attempt.ts'
import type { Write } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { openBundle } from './bundle.ts'
import { readOneRoster } from './oneroster.ts'
import { type Plan, planImport, withoutDeparted } from './plan.ts'
import { type RosterReport, reportOf } from './report.ts'
import { returningFamilies } from './returning.ts'
import { getImportLock, releaseImportLock, takeImportLock } from './roster.store.ts'
import type { Roster, RosterDefaults } from './roster.ts'
import { readSimple } from './simple.ts'

/** An uploaded roster: a OneRoster bundle (`application/zip`) or the simple format (`text/csv`). */
export type RosterFile = { bytes: Uint8Array; mediaType: string; dryRun?: boolean }

/** Whether the work has to stop: a request waits for an answer, or a function reaches its time limit. */
export type IsOutOfTime = () => boolean

const MAX_FILE_BYTES = 100 * 1024 * 1024
const LOCK_SECONDS = 90
const ROUNDS = 5
const BATCH = 50
const PARALLEL_BATCHES = 4

/** Observes the progress of an import, and can stop it. */
export type ImportObserver = {
  isOutOfTime: IsOutOfTime
  onPlan?: (report: RosterReport, total: number) => void
  onProgress?: (done: number) => Promise<void>
}

/** The import stopped between two batches because it ran out of time; repeating it continues from there. */
export class OutOfTime extends Error {}

/**
 * Imports a roster. Known families are updated, except for fields that were changed by hand; a dry run writes nothing.
 * Refuses with `conflict` while another import into the same school is running.
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
  const plan = async () => (await planned(context, scope, roster, file)).plan
  if (file.dryRun) return reportOf(roster, await plan())
  return withImportLock(context, scope, async (renewLock) => {
    const first = await plan()
    // What an import that is repeated has written before counts in its report.
    const report = await remember(context, async () => reportOf(roster, first))
    observer.onPlan?.(report, first.created.length + first.updated.length)
    const onProgress = async (written: number) => {
      await observer.onProgress?.(written)
      await renewLock()
      if (observer.isOutOfTime()) throw new OutOfTime()
    }
    const isOutdated = await inBulk(context, scope, first, async () => {
      let isOutdated = await applyPlan(context, scope, first, onProgress)
      // Families that were edited meanwhile are planned again, so that no edit is lost.
      for (let round = 1; isOutdated && round < ROUNDS; round++)
        isOutdated = await applyPlan(context, scope, await plan(), renewLock)
      return isOutdated
    })
    if (isOutdated) return refuse('family-changed')
    await askAboutTies(context, scope, [...first.ties.values()], (family) => first.mentioned.has(family))
    return report
  })
}

/** What a roster would change, and the families that it was compared with; writes nothing. */
export async function lookAtRoster(
  context: Context,
  schoolId: string,
  file: RosterFile,
): Promise<{ roster: Roster; plan: Plan; existing: Family[] }> {
  mustOrganize(context.actor)
  const { country, defaultLanguage } = await readSchool(context, schoolId)
  const roster = await readRoster(file, { country, defaultLanguage })
  const scope = scopeOf(context.actor, schoolId)
  return { roster, ...(await planned(context, scope, roster, { ...file, dryRun: true })) }
}

async function planned(
  context: Context,
  scope: SchoolScope,
  roster: Roster,
  file: RosterFile,
): Promise<{ plan: Plan; existing: Family[] }> {
  const [isDeparted, answered] = await Promise.all([
    departedOf(context.table, scope),
    answeredTiesOf(context.table, scope),
  ])
  const remaining = withoutDeparted(roster, isDeparted)
  const existing = await knownFamilies(context, scope, remaining.roster, file)
  const plan = planImport(existing, remaining.roster, (of) => idFor(context, of), answered)
  const warnings = [...remaining.warnings, ...plan.warnings]
  const consent = { source: 'roster', at: instantOf(context.now()) } as const
  return { plan: consented({ ...plan, warnings }, existing, consent), existing }
}

// With those that the team removed and the roster brings back; a dry run only counts them.
async function knownFamilies(
  context: Context,
  scope: SchoolScope,
  roster: Roster,
  { dryRun }: RosterFile,
): Promise<Family[]> {
  const [families, removals] = await Promise.all([
    familiesOf(context.table, scope),
    removedFamiliesOf(context.table, scope),
  ])
  const removed = removals.filter((one) => mayReturn(one, context.now()))
  const returning = returningFamilies(removed, families, roster)
  if (returning.length === 0) return families
  const back = returning.map(({ family }) => family)
  if (dryRun) return [...families.filter(({ id }) => !back.some((family) => family.id === id)), ...back]
  for (const one of returning) await bringBack(context, scope, one)
  return familiesOf(context.table, scope)
}

// The packed copy of voters is built once, after all families are written. An interrupted import leaves that to the run
// that continues it.
async function inBulk<T>(
  { table }: Context,
  scope: SchoolScope,
  { created, updated, removed }: Plan,
  write: () => Promise<T>,
): Promise<T> {
  const changes = created.length + updated.length + removed.length > 0
  if (!changes && !(await areFamiliesStale(table, scope))) return write()
  const by = newId()
  await table.commit(markFamiliesStale(scope, by))
  const written = await write()
  await packFamilies(table, scope, by)
  return written
}

// New addresses have the roster as their source of consent.
function consented(plan: Plan, existing: readonly Family[], consent: Consent): Plan {
  const before = new Map(existing.map((family) => [family.id, family]))
  return {
    ...plan,
    created: plan.created.map((family) => withConsents(family, undefined, consent)),
    updated: plan.updated.map((family) => withConsents(family, before.get(family.id), consent)),
  }
}

// Two concurrent imports would each create the families that neither finds yet. The lock of an import that never finishes
// expires; a repeat of that import takes it over at once: it makes the same ids, so even two of them make one thing.
async function withImportLock<T>(
  context: Context,
  scope: SchoolScope,
  run: (renewLock: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const { table, now } = context
  const lockFor = (holder: string) => ({
    holder,
    until: instantOf(now().plus({ seconds: LOCK_SECONDS })),
  })
  const holder = idFor(context)
  let lock = await untilCommitted(async () => {
    const before = await getImportLock(table, scope)
    if (before && before.holder !== holder && before.until > instantOf(now())) refuse('conflict')
    const next = lockFor(holder)
    await table.commit(takeImportLock(scope, next, before))
    return next
  })
  const renewLock = async () => {
    const isFresh = lock.until > instantOf(now().plus({ seconds: LOCK_SECONDS / 2 }))
    if (isFresh) return
    const next = lockFor(lock.holder)
    await commitOr('conflict', table, takeImportLock(scope, next, lock))
    lock = next
  }
  try {
    return await run(renewLock)
  } finally {
    await tryCommit(table, releaseImportLock(scope, lock))
  }
}

// One edited family fails its whole batch; the batch is then retried one family at a time.
async function tryEach(table: Context['table'], writes: readonly Write[]): Promise<boolean> {
  let areAllWritten = true
  for (const write of writes) areAllWritten = (await tryCommit(table, write)) && areAllWritten
  return areAllWritten
}

// Returns whether a family was edited between the plan and its write; such a family is not overwritten.
async function applyPlan(
  context: Context,
  scope: SchoolScope,
  { created, updated, removed }: Plan,
  onProgress: (written: number) => Promise<void>,
): Promise<boolean> {
  const { table } = context
  let written = created.length
  let isOutdated = false
  await onProgress(0)
  const items = created.map((family) => familyItem(scope, family))
  await table.putAll(items, onProgress)
  const batches = Array.from({ length: Math.ceil(updated.length / BATCH) }, (_, batch) =>
    updated.slice(batch * BATCH, (batch + 1) * BATCH).map((family) => putImportedFamily(scope, family)),
  )
  const worker = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      if (!(await tryCommit(table, ...batch)) && !(await tryEach(table, batch))) isOutdated = true
      written += batch.length
      await onProgress(written)
    }
  }
  // If one worker fails, the others must have stopped writing before the failure is reported.
  const ended = await Promise.allSettled(Array.from({ length: PARALLEL_BATCHES }, worker))
  for (const one of ended) if (one.status === 'rejected') throw one.reason
  for (const family of removed) {
    const now = await getFamily(table, scope, family.id)
    if (now?.revision === family.revision) await takeOut(context, scope, now)
    else isOutdated = true
  }
  return isOutdated
}

/** Parses a roster's file. Refuses a file that cannot be read. */
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
