import * as z from 'zod'

/** A school's API key as it is listed: the secret itself is shown once and kept only as a hash. */
export type ApiKey = { id: string; name: string; ending: string; madeAt: string; hash: string }

/** What an organizer names when making a key. */
export const NewApiKey = z.lazy(() => z.strictObject({ name: z.string().trim().min(1).max(120) }))

export type NewApiKey = z.infer<typeof NewApiKey>
