import { raw } from 'hono/html'
import { keeper } from '../messages/remembered.ts'

// Some kilobytes each.
const MOST_KEPT = 2_000

const keep = keeper<ReturnType<typeof raw>>(MOST_KEPT)

/** A part of a page that many get alike, made once for all that it depends on: `of` names every bit of that. */
export function kept(of: unknown, make: () => { toString(): string | Promise<string> }) {
  return keep(JSON.stringify(of), () => raw(inOnePiece(String(make()))))
}

// What was put together of hundreds of texts is walked through each time that it is sent.
const inOnePiece = (text: string) => Buffer.from(text).toString()
