import { pngOf } from './png.ts'

/** The size, in pixels, that Facebook, WhatsApp, X, Slack and Apple show at its full width. */
export const SHARE_PICTURE = { width: 1200, height: 630 } as const

/** Its name in its address, which is cached forever: another drawing needs another name. */
export const SHARE_PICTURE_NAME = 'table-1.png'

// The colours of the light scheme; the picture stands on other sites, which have none.
const COLOURS = {
  wash: [246, 235, 221],
  board: [226, 206, 180],
  clay: [181, 69, 27],
  card: [255, 255, 255],
  edge: [138, 124, 114],
} as const

type Colour = keyof typeof COLOURS
/** A rectangle with round corners by its centre and half its sides; a circle where all three are the same. */
type Shape = { x: number; y: number; across: number; down: number; round: number; colour: Colour }

const SEATS_A_SIDE = 13
const TAKEN = 19
const STEP = 82
const SEAT = 29
const SCALLOP = 20
const CHANNELS = 3

const circle = (x: number, y: number, radius: number, colour: Colour): Shape => ({
  ...{ x, y, colour },
  ...{ across: radius, down: radius, round: radius },
})

function shapes(): Shape[] {
  const { width, height } = SHARE_PICTURE
  const middle = height / 2 + SCALLOP
  const board = { x: width / 2, y: middle, across: 530, down: 62, round: 26, colour: 'board' as const }
  const border = Array.from({ length: width / (2 * SCALLOP) }, (_, place) =>
    circle((2 * place + 1) * SCALLOP, SCALLOP, SCALLOP, 'clay'),
  )
  const band = { x: width / 2, y: 0, across: width, down: SCALLOP, round: 0, colour: 'clay' as const }
  const seats = Array.from({ length: 2 * SEATS_A_SIDE }, (_, place) => {
    const x = width / 2 + STEP * (Math.floor(place / 2) - (SEATS_A_SIDE - 1) / 2)
    const y = middle + (place % 2 === 0 ? -1 : 1) * (board.down + SEAT + 18)
    const ring = circle(x, y, SEAT, place < TAKEN ? 'clay' : 'edge')
    return place < TAKEN ? [ring] : [ring, circle(x, y, SEAT - 3, 'card')]
  })
  return [board, ...border, band, ...seats.flat()]
}

/** Paints a shape over what is there; at its edge, as much of it as covers the pixel. */
function paint(pixels: Uint8Array, { x, y, across, down, round, colour }: Shape): void {
  const { width, height } = SHARE_PICTURE
  const own: readonly number[] = COLOURS[colour]
  const [left, right] = [Math.max(0, Math.floor(x - across)), Math.min(width, Math.ceil(x + across) + 1)]
  const [top, bottom] = [Math.max(0, Math.floor(y - down)), Math.min(height, Math.ceil(y + down) + 1)]
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) {
      const beside = Math.abs(column + 0.5 - x) - across + round
      const above = Math.abs(row + 0.5 - y) - down + round
      const outside =
        Math.hypot(Math.max(beside, 0), Math.max(above, 0)) + Math.min(Math.max(beside, above), 0)
      const covered = Math.min(1, Math.max(0, 0.5 - (outside - round)))
      const at = CHANNELS * (row * width + column)
      for (let channel = 0; channel < CHANNELS; channel++) {
        const before = pixels[at + channel] ?? 0
        pixels[at + channel] = Math.round(before + ((own[channel] ?? 0) - before) * covered)
      }
    }
}

function drawn(): Uint8Array<ArrayBuffer> {
  const { width, height } = SHARE_PICTURE
  const pixels = new Uint8Array(CHANNELS * width * height)
  for (let at = 0; at < pixels.length; at += CHANNELS) pixels.set(COLOURS.wash, at)
  for (const shape of shapes()) paint(pixels, shape)
  return pngOf({ width, height, depth: 8, channels: CHANNELS }, pixels)
}

let picture: Uint8Array<ArrayBuffer> | undefined

/** The picture of a shared link as a PNG: the long table, drawn when it is asked for first. */
export function sharePicture(): Uint8Array<ArrayBuffer> {
  picture ??= drawn()
  return picture
}
