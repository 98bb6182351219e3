import type { MiddlewareHandler } from 'hono'
import { faultRecord } from '../../shared/access/fault.ts'
import { noteViewing } from '../../shared/family/viewing.operations.ts'
import type { ViewedOn } from '../../shared/family/viewing.ts'
import { memberOf, type Visit, type WebEnv } from '../visit.ts'

/**
 * Notes which families a page shows, while the page goes on with its work. It is better shown than not where the note fails:
 * that is logged, and no more.
 */
export function noteViewed(c: Visit, on: ViewedOn, families: readonly string[]): void {
  const { school } = memberOf(c)
  const noted = noteViewing(c.get('context'), school.id, on, families).catch((fault: Error) =>
    console.error(JSON.stringify(faultRecord(fault))),
  )
  c.set('noted', noted)
}

/** The same for a family that is being read; nothing is noted of one that there is not. */
export async function noteRead<Read extends { id: string }>(
  c: Visit,
  on: ViewedOn,
  reading: Promise<Read>,
): Promise<Read> {
  const read = await reading
  noteViewed(c, on, [read.id])
  return read
}

/** Answers only when what was seen is noted: a function may stop as soon as it has answered. */
export const awaitNoted: MiddlewareHandler<WebEnv> = async (c, next) => {
  await next()
  await c.get('noted')
}
