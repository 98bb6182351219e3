import * as z from 'zod'
import { writtenText } from '../access/visible.ts'

/** What a host shows of themselves to everybody: a first name and a few words. `shown` is their consent. */
export const HostProfileInput = z.lazy(() =>
  z.strictObject({
    name: writtenText(60).min(1),
    words: writtenText(280).min(1).optional(),
    shown: z.boolean().default(false),
  }),
)
export type HostProfileInput = z.infer<typeof HostProfileInput>

/** A stored profile of the host of a workshop, with the language of its words; `at` is RFC 3339 UTC. */
export type HostProfile = Omit<HostProfileInput, 'shown'> & {
  workshop: string
  family: string
  language: string
  at: string
  revision: number
}

/** What everybody may see of it. */
export type PublicHostProfile = Pick<HostProfile, 'name' | 'words' | 'language'>

/** What everybody may see of a host: nothing of a family that does not lead the workshop any more. */
export function shownHostProfile(
  profile: HostProfile | undefined,
  hostFamily: string | undefined,
): PublicHostProfile | undefined {
  if (!profile || profile.family !== hostFamily) return undefined
  const { name, words, language } = profile
  return { name, language, ...(words && { words }) }
}
