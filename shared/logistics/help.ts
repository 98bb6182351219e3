import * as z from 'zod'
import { EmailAddress } from '../team/member.ts'

/** Somebody to ask for help with a line of the checklist: childcare, interpreting, cooking. */
export const NewHelper = z.lazy(() =>
  z.strictObject({
    name: z.string().trim().min(1).max(100),
    email: EmailAddress,
    language: z.string().max(20).optional(),
    /** How many of what is needed they would be. */
    count: z.int().min(1).max(50).default(1),
  }),
)
export type NewHelper = z.infer<typeof NewHelper>

/** What they answered, in a tap. */
export const HelperAnswer = z.lazy(() => z.strictObject({ answer: z.enum(['yes', 'no']) }))
export type HelperAnswer = z.infer<typeof HelperAnswer>

/** Somebody who was asked, and what they answered; the address stays in the message alone. `expiresAt` in seconds. */
export type Helper = {
  id: string
  session: string
  item: string
  name: string
  count: number
  askedBy: string
  askedAt: string
  answer?: HelperAnswer['answer']
  answeredAt?: string
  revision: number
  expiresAt: number
}
