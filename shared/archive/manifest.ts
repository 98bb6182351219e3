import * as z from 'zod'
import { UnusableArchive } from './unusable-archive.ts'

/** The last file of an archive, which says what the others are. */
export const MANIFEST = 'manifest.json'

/** The version of archives that are written, and the latest that is read. */
export const ARCHIVE_VERSION = 1

const FORMAT = 'convite-school'

const Begin = z.lazy(() => z.looseObject({ format: z.literal(FORMAT), version: z.int().min(1) }))

const Parts = z.lazy(() =>
  z.strictObject({
    format: z.literal(FORMAT),
    version: z.int(),
    school: z.strictObject({ id: z.string().regex(/^[0-9a-z]{1,40}$/), name: z.string() }),
    madeAt: z.string(),
    parts: z.array(
      z.strictObject({
        name: z.string(),
        lines: z.int().min(0),
        bytes: z.int().min(0),
        sha256: z.string(),
      }),
    ),
  }),
)

/** Which school an archive holds, when it was made, and of each of its files the lines, bytes and SHA-256 (hex). */
export type Manifest = z.infer<typeof Parts>
export type Part = Manifest['parts'][number]

/** A manifest of the version that is written. */
export function manifestOf(school: Manifest['school'], madeAt: string, parts: readonly Part[]): Manifest {
  return { format: FORMAT, version: ARCHIVE_VERSION, school, madeAt, parts: [...parts] }
}

/** The manifest in a text. Refuses another format, and a later version before it looks at the rest. */
export function readManifest(text: string): Manifest {
  const read = jsonIn(text)
  const begin = Begin.safeParse(read)
  if (!begin.success) throw new UnusableArchive('not-an-archive')
  if (begin.data.version > ARCHIVE_VERSION) throw new UnusableArchive('newer-version')
  const whole = Parts.safeParse(read)
  if (!whole.success) throw new UnusableArchive('damaged', MANIFEST)
  return whole.data
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UnusableArchive('damaged', MANIFEST)
  }
}
