import { ConditionFailed } from './commit.ts'
import type { Table } from './table.ts'
import { entriesOf, type Write } from './write.ts'

/** An operation reads after its commit, or commits again: one transaction at its end cannot hold its work. */
export class SeveralCommits extends Error {
  constructor() {
    super('more than one commit')
    this.name = 'SeveralCommits'
  }
}

/** The table for an operation of one commit, which is held back; nothing is written by the operation itself. */
export type HeldCommit = { table: Table; writes: () => readonly Write[]; isMoreThanOne: () => boolean }

// A transaction holds 100 writes; one is the mark that ends the work.
const MOST_ENTRIES = 99

/**
 * Holds back the commit of an operation, so that whoever runs it can commit it together with more. An operation that goes
 * on after its commit is stopped by SeveralCommits. With `verifies` the conditions of the commit are checked at once, so
 * that the operation learns of one that does not hold.
 */
export function heldCommit(table: Table, { verifies }: { verifies: boolean }): HeldCommit {
  let held: readonly Write[] | undefined
  let isMoreThanOne = false
  const stop = (): never => {
    isMoreThanOne = true
    throw new SeveralCommits()
  }
  const mustBeBefore = () => {
    if (held) stop()
  }
  return {
    writes: () => held ?? [],
    isMoreThanOne: () => isMoreThanOne,
    table: {
      ...readsOf(table, mustBeBefore),
      async commit(...writes) {
        mustBeBefore()
        if (writes.flatMap((write) => entriesOf('', write)).length > MOST_ENTRIES) stop()
        if (verifies) await verify(table, writes)
        mustBeBefore()
        held = writes
      },
      count: async () => stop(),
      putAll: async () => stop(),
    },
  }
}

function readsOf(table: Table, mustBeBefore: () => void): Omit<Table, 'commit' | 'count' | 'putAll'> {
  const guarded =
    <Given extends unknown[], Result>(read: (...given: Given) => Promise<Result>) =>
    async (...given: Given) => {
      mustBeBefore()
      return read(...given)
    }
  return {
    // Generic functions lose their parameter in `guarded`; it is the caller's own.
    get: guarded(table.get) as Table['get'],
    query: guarded(table.query) as Table['query'],
    queryItems: guarded(table.queryItems),
    queryAll: guarded(table.queryAll) as Table['queryAll'],
    getItems: guarded(table.getItems),
    due: guarded(table.due),
    unpacked: guarded(table.unpacked),
  }
}

async function verify(table: Table, writes: readonly Write[]): Promise<void> {
  const checks = writes.flatMap((write, index) => {
    if (!write.when) return []
    const key = 'put' in write ? write.put : 'remove' in write ? write.remove : undefined
    const check = key ?? ('amend' in write ? write.amend : 'check' in write ? write.check : undefined)
    return check ? [{ index, write: { check, when: write.when } as const }] : []
  })
  try {
    await table.commit(...checks.map((one) => one.write))
  } catch (fault) {
    if (!(fault instanceof ConditionFailed)) throw fault
    throw new ConditionFailed(checks[fault.index]?.index ?? fault.index)
  }
}
