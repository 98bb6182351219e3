import { optionsVersionOf, type Poll } from '../../shared/workshop/poll.ts'
import { routes } from '../routes.ts'

/** What the code of a paper ballot says: whose it is, of which workshop, and of which of its lists of times. */
export type PaperCode = { token: string; workshop: string; optionsVersion: number }

// A link of ours with the mark of a ballot is a sixth as long.
const MOST_SIGNS = 1000
const MARK = /^([0-9a-z-]{1,60})-(\d{1,6})$/

/**
 * The address in a ballot's code: the family's own link, which the sheet shows in words too, and of what it is a ballot. A
 * family that scans it comes to its page as ever.
 */
export function paperAddress(
  origin: string,
  token: string,
  workshop: { id: string; poll?: Poll | undefined },
): string {
  const version = workshop.poll ? optionsVersionOf(workshop.poll) : 0
  return `${origin}${routes.familyLink(token)}?b=${workshop.id}-${version}`
}

/**
 * Reads the text of a code; undefined where it is no ballot's. The host is not compared: a school may have moved since it
 * printed, and the link proves itself.
 */
export function readPaperCode(text: string): PaperCode | undefined {
  if (text.length > MOST_SIGNS || !URL.canParse(text)) return undefined
  const { pathname, searchParams } = new URL(text)
  const start = routes.familyLink('')
  const token = pathname.slice(start.length)
  const [, workshop, version] = MARK.exec(searchParams.get('b') ?? '') ?? []
  if (!pathname.startsWith(start) || !/^[\w.-]+$/.test(token) || !workshop) return undefined
  return { token, workshop, optionsVersion: Number(version) }
}
