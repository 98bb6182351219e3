import * as z from 'zod'

// What offices type where a form demands an address: both sides say that there is none, or the name does in full.
const PLACEHOLDER = /^((none|no|na)@(none|no|na)\.[a-z\d.-]+|no[-._]?e?mail@.+)$/i

/** Whether a text is an e-mail address, and no placeholder for one, such as `none@none.com`. */
export function isEmail(text: string): boolean {
  return z.email().safeParse(text).success && !PLACEHOLDER.test(text)
}
