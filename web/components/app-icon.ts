import { createHash } from 'node:crypto'
import { LIGHT } from '../style/colours.ts'

// A table with its seats, one of them free.
const TABLE =
  '<rect x="12" y="24" width="40" height="16" rx="4" stroke="none"/>' +
  '<path d="M19 16h0m13 0h0m13 0h0M19 48h0m13 0h0" stroke-width="9" stroke-linecap="round"/>' +
  '<circle cx="45" cy="48" r="3.6" fill="none" stroke-width="1.8"/>'

// `scale` is about the middle.
function iconOf(corner: number, scale = 1): string {
  const moved =
    scale === 1 ? '' : ` transform="translate(${32 - 32 * scale} ${32 - 32 * scale}) scale(${scale})"`
  const table = `<g fill="${LIGHT.paper}" stroke="${LIGHT.paper}"${moved}>${TABLE}</g>`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="${corner}" fill="${LIGHT.clay}"/>${table}</svg>`
}

/** The icon of the site, as SVG. */
export const ICON = iconOf(14)

/**
 * The pictures made from it (`npm run icons`), by name: iOS cuts the corners of its own, and a maskable one is cut to any
 * shape, so that all that matters lies within a circle of 80 %.
 */
export const ICON_PICTURES = {
  '192': { svg: ICON, size: 192 },
  '512': { svg: ICON, size: 512 },
  maskable: { svg: iconOf(0, 0.82), size: 512 },
  apple: { svg: iconOf(0, 0.9), size: 180 },
} as const

export type IconPicture = keyof typeof ICON_PICTURES

const HASH = createHash('sha256').update(JSON.stringify(ICON_PICTURES)).digest('hex').slice(0, 16)

/** The names of the files, which change with what they show, so that they can be cached forever. */
export const ICON_NAME = `${HASH}.svg`
export const iconPictureName = (picture: IconPicture) => `${HASH}-${picture}.png` as const

/** The icon within a page, so that no page asks for a file. */
export const ICON_DATA = `data:image/svg+xml,${encodeURIComponent(ICON.replaceAll('"', "'")).replace(
  /%(20|27|2F|3A|3D)/g,
  decodeURIComponent,
)}`
