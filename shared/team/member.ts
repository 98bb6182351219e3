import * as z from 'zod'

/** An e-mail address as people write it; kept in lower case, since no provider tells the cases apart. */
export const EmailAddress = z.lazy(() => z.string().trim().toLowerCase().max(254).pipe(z.email()))

/** Somebody to bring into a school's team. */
export const NewMember = z.lazy(() =>
  z.strictObject({
    name: z.string().trim().min(1).max(120),
    email: EmailAddress,
    role: z.enum(['organizer', 'helper', 'parentLeader']).default('organizer'),
    language: z.string().max(20).optional(),
    /** The family of a parent on the team, for which they may act. */
    family: z.string().max(40).optional(),
  }),
)
export type NewMember = z.infer<typeof NewMember>

/** Somebody of a school's team: signs in by a link or code sent to the address. */
export type Member = NewMember & { id: string; school: string; invitedAt: string }
