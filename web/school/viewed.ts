import type { MiddlewareHandler } from 'hono'
import { faultRecord } from '../../shared/access/fault.ts'
import { noteViewing } from '../../shared/family/viewing.operations.ts'
import type { ViewedOn } from '../../shared/family/viewing.ts'
import { isStaff, type Reply } from '../../shared/session/reply.ts'
import { memberOf, type Visit, type WebEnv } from '../visit.ts'

const MOST_REMEMBERED = 10_000

// What this process has noted already: a family sees the day, so that looking again on the same day adds nothing.
const noted = new Set<string>()

/**
 * Notes which families a page shows, once a day and process, while the page goes on with its work. It is better shown than
 * not where the note fails: that is logged, and no more.
 */
export function noteViewed(c: Visit, on: ViewedOn, families: readonly string[]): void {
  const { member, school } = memberOf(c)
  const context = c.get('context')
  const key = [context.now().toISODate(), school.id, member.id, on, ...families].join(' ')
  if (noted.has(key)) return
  if (noted.size >= MOST_REMEMBERED) noted.clear()
  noted.add(key)
  const writing = noteViewing(context, school.id, on, families).catch((fault: Error) => {
    noted.delete(key)
    console.error(JSON.stringify(faultRecord(fault)))
  })
  c.set('noted', Promise.all([c.get('noted'), writing]))
}

/** The same for a family that is being read; nothing is noted of one that there is not. */
export async function noteRead<Read extends { id: string }>(
  c: Visit,
  on: ViewedOn,
  reading: Promise<Read>,
): Promise<Read> {
  return noteAmong(c, on, reading, ({ id }) => [id])
}

/** The same for families among what is being read, beside the page's other reads. */
export async function noteAmong<Read>(
  c: Visit,
  on: ViewedOn,
  reading: Promise<Read>,
  familiesIn: (read: Read) => readonly string[],
): Promise<Read> {
  const read = await reading
  noteViewed(c, on, familiesIn(read))
  return read
}

/** The families that replied, without the team. */
export function repliedIn({ replies }: { replies: readonly Reply[] }): string[] {
  return replies.filter((reply) => !isStaff(reply)).map(({ family }) => family)
}

/** Answers only when what was seen is noted: a function may stop as soon as it has answered. */
export const awaitNoted: MiddlewareHandler<WebEnv> = async (c, next) => {
  await next()
  await c.get('noted')
}
