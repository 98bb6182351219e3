import * as z from 'zod'
import { hashOf } from '../access/identifier.ts'
import { sameText } from '../access/secret.ts'
import { UnusableArchive } from './unusable-archive.ts'

const PictureLine = z.lazy(() =>
  z.strictObject({
    workshop: z.string(),
    about: z.enum(['host', 'workshop']),
    hash: z.string(),
    jpeg: z.base64(),
  }),
)

const ContactLine = z.lazy(() =>
  z.strictObject({
    channel: z.enum(['email', 'sms', 'phone']),
    to: z.string().min(1).max(254),
    state: z.enum(['stopped', 'failed', 'fewer', 'open']),
    reason: z.string(),
    at: z.iso.datetime(),
    source: z.string().max(80).exactOptional(),
    listed: z.iso.datetime().exactOptional(),
  }),
)
export type ContactLine = z.infer<typeof ContactLine>

// ISO/IEC 10918-1, B.1.1.3: a JPEG begins with the marker SOI.
const JPEG = [0xff, 0xd8]

/** The picture in a line of an archive. Refuses bytes that are not those of its hash, or no JPEG. */
export function pictureInLine(line: unknown) {
  const read = PictureLine.safeParse(line)
  const bytes = read.success ? Buffer.from(read.data.jpeg, 'base64') : Buffer.of()
  const isIts =
    read.success && sameText(hashOf(bytes), read.data.hash) && JPEG.every((byte, at) => bytes[at] === byte)
  if (!isIts) throw new UnusableArchive('damaged', 'picture-files')
  const { workshop, about, hash } = read.data
  return { workshop, about, hash, bytes }
}

/** What is known of an address, in a line of an archive. */
export function contactInLine(line: unknown): ContactLine {
  const read = ContactLine.safeParse(line)
  if (!read.success) throw new UnusableArchive('damaged', 'contacts')
  return read.data
}
