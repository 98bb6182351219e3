import * as z from 'zod'
import { writtenText } from '../access/visible.ts'

/** What a picture on the public page of a workshop shows. */
export const PICTURED = ['host', 'workshop'] as const
export type Pictured = (typeof PICTURED)[number]

/** What a word of an address means among them, or undefined. */
export function picturedBy(word: string): Pictured | undefined {
  return PICTURED.find((one) => one === word)
}

/** What comes with a picture: what it shows, for those who do not see it. `shown` is the consent of who leads. */
export const PictureInput = z.lazy(() =>
  z.strictObject({ alt: writtenText(120).min(1).optional(), shown: z.boolean().default(false) }),
)
export type PictureInput = z.infer<typeof PictureInput>

/**
 * A stored picture without its bytes: their hash, the size in pixels, and the language of `alt`. `at` is when the host
 * agreed, RFC 3339 UTC. `file` is the name of its bytes in storage; those of a picture from before it are in the table.
 */
export type Picture = Omit<PictureInput, 'shown'> & {
  workshop: string
  family: string
  about: Pictured
  hash: string
  file?: string
  width: number
  height: number
  language: string
  at: string
}

/** Most bytes of a stored picture. */
export const MOST_STORED_BYTES = 60_000

/** The box, in pixels, that a stored picture fits in: twice as many as it is shown with. */
export const PICTURE_BOXES: Readonly<Record<Pictured, { width: number; height: number }>> = {
  host: { width: 480, height: 480 },
  workshop: { width: 1200, height: 900 },
}

type Size = { width: number; height: number }

/** The size of a picture within a box: never larger than it is, at least one pixel, its shape kept. */
export function sizeWithin({ width, height }: Size, box: Size): Size {
  const scale = Math.min(1, box.width / width, box.height / height)
  const scaled = (length: number) => Math.max(1, Math.round(length * scale))
  return { width: scaled(width), height: scaled(height) }
}

/** The pictures that everybody may see: nothing of a family that does not lead the workshop any more. */
export function shownPictures(pictures: readonly Picture[], hostFamily: string | undefined): Picture[] {
  return pictures.filter(({ family }) => family === hostFamily)
}
