import * as z from 'zod'
import { writtenText } from '../access/visible.ts'
import { languageTag } from '../school/language-tag.ts'
import { EmailAddress } from '../team/member.ts'

/** Somebody to ask for help with a checklist item: childcare, interpreting, cooking. */
export const NewHelper = z.lazy(() =>
  z.strictObject({
    name: writtenText(100).min(1),
    email: EmailAddress,
    language: languageTag().optional(),
    /** How much of the need they would cover. */
    count: z.int().min(1).max(50).default(1),
  }),
)
export type NewHelper = z.infer<typeof NewHelper>

/** A helper's answer. */
export const HelperAnswer = z.lazy(() => z.strictObject({ answer: z.enum(['yes', 'no']) }))
export type HelperAnswer = z.infer<typeof HelperAnswer>

/** A helper who was asked, and the answer. The address is stored in the message alone. `expiresAt` in seconds. */
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
