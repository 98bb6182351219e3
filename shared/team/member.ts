import * as z from 'zod'
import { writtenText } from '../access/visible.ts'
import { languageTag } from '../school/language-tag.ts'

/** An e-mail address; normalized to lower case, since no provider distinguishes case. */
export const EmailAddress = z.lazy(() => z.string().trim().toLowerCase().max(254).pipe(z.email()))

/** Whether two addresses are one mailbox: they differ in case only. */
export function isSameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

/** A member to add to a school's team. */
export const NewMember = z.lazy(() =>
  z.strictObject({
    name: writtenText(120).min(1),
    email: EmailAddress,
    role: z.enum(['organizer', 'helper', 'parentLeader']).default('organizer'),
    language: languageTag().optional(),
    /** The family for which a parent on the team may act. */
    family: z.string().max(40).optional(),
  }),
)
export type NewMember = z.infer<typeof NewMember>

/** A member of a school's team, who signs in by a link or code sent to the address. */
export type Member = NewMember & { id: string; school: string; invitedAt: string }

/** Whether somebody was a member at an instant (RFC 3339 UTC). */
export function wasMember({ invitedAt }: Member, at: string): boolean {
  return Date.parse(invitedAt) <= Date.parse(at)
}
