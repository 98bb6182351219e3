import type { Picture } from '../../shared/workshop/picture.ts'
import { routes } from '../routes.ts'
import type { Reader } from '../visit.ts'

/** The name of a picture's file: what it shows, and the hash of its bytes. */
export const pictureName = ({ about, hash }: Pick<Picture, 'about' | 'hash'>) => `${about}.${hash}.jpg`

type Props = { reader: Reader; picture: Picture; class: string; fallback: string }

/** A picture of a host or a workshop, with the words for those who do not see it, or else `fallback`. */
export function StoredPicture({ reader, picture, class: name, fallback }: Props) {
  const { workshop, width, height, alt, language } = picture
  const isOther = alt !== undefined && language !== reader.language
  return (
    <img
      class={name}
      src={routes.picture(workshop, pictureName(picture))}
      alt={alt ?? fallback}
      lang={isOther ? language : undefined}
      width={width}
      height={height}
    />
  )
}
