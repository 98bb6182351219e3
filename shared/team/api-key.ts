import * as z from 'zod'
import { writtenText } from '../access/visible.ts'

/** A school's API key as listed: the secret is shown once and stored only as a hash. */
export type ApiKey = { id: string; name: string; ending: string; madeAt: string; hash: string }

/** The input for a new key. */
export const NewApiKey = z.lazy(() => z.strictObject({ name: writtenText(120).min(1) }))

export type NewApiKey = z.infer<typeof NewApiKey>
