import * as z from 'zod'

/** Any text. */
export const text = z.string()

/** How many there are of something. */
export const count = z.int().min(0)

/** An instant, to the millisecond. */
export const instant = z.iso.datetime({ precision: 3 }).meta({ description: 'RFC 3339 in UTC' })

/** Values by a name. */
export const byName = <T extends z.ZodType>(value: T) => z.record(text, value)

/** A schema that is built on first use. */
export const later = <T extends z.ZodType>(build: () => T) => z.lazy(build)
