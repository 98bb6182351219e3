import * as z from 'zod'
import { accept } from '../../shared/access/accept.ts'
import { refuse } from '../../shared/access/refusal.ts'

/** The query parameters of every list. */
export const PAGE = ['limit', 'cursor'] as const

/** One page of a list; `nextCursor` is there when more follows. */
export type Listed<T> = { items: T[]; nextCursor?: string }

const MOST_ITEMS = 100

const PageQuery = z.lazy(() =>
  z.object({
    limit: z
      .stringFormat('limit', /^\d{1,3}$/)
      .transform(Number)
      .pipe(z.number().min(1).max(MOST_ITEMS))
      .optional(),
    cursor: z.stringFormat('cursor', /^[\w#~:.-]{1,400}$/).optional(),
  }),
)
const Position = z.lazy(() => z.tuple([z.int().min(0), z.string()]))

/** `?limit=` (1 to 100) and `?cursor=`. */
export function pageOf(query: Record<string, string>): { limit: number; cursor?: string } {
  const { limit = MOST_ITEMS, cursor } = accept(PageQuery, query)
  return { limit, ...(cursor && { cursor }) }
}

/** The page that a query asks for, of a list that was read whole; the name of each item is unique in the list. */
export function pageOfItems<T>(
  all: readonly T[],
  query: Record<string, string>,
  nameOf: (item: T) => string,
): Listed<T> {
  const { limit, cursor } = pageOf(query)
  const start = cursor ? startAfter(all, cursor, nameOf) : 0
  const items = all.slice(start, start + limit)
  const last = items.at(-1)
  const hasMore = last !== undefined && start + items.length < all.length
  return { items, ...(hasMore && { nextCursor: cursorOf(start + items.length, nameOf(last)) }) }
}

// The last item's name leads on where others were added before it, its position where it was removed itself.
function startAfter<T>(all: readonly T[], cursor: string, nameOf: (item: T) => string): number {
  const [position, name] = positionOf(cursor)
  const found = all.findIndex((item) => nameOf(item) === name)
  return found < 0 ? Math.max(0, position - 1) : found + 1
}

function cursorOf(position: number, name: string): string {
  return Buffer.from(JSON.stringify([position, name])).toString('base64url')
}

function positionOf(cursor: string): [number, string] {
  try {
    return Position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    return refuse('invalid-input', { errors: [{ pointer: '/cursor', detail: 'cursor' }] })
  }
}
