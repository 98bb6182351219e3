import { IANAZone } from 'luxon'
import * as z from 'zod'

const language = () => z.string().regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/, 'language')
const clockTime = () => z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'clock-time')
const timeZone = () =>
  z.string().refine((zone) => zone.includes('/') && IANAZone.isValidZone(zone), 'time-zone')

/** The hours in which school is held, as wall times of the school's zone. */
const schoolDay = () =>
  z
    .strictObject({ start: clockTime(), end: clockTime() })
    .refine((day) => day.start < day.end, { message: 'end-before-start', path: ['end'] })

const months = () => z.int().min(0).max(216)
const bandEnds = (band: { fromMonths: number; toMonths: number }) => band.fromMonths <= band.toMonths
const bandError = { message: 'end-before-start', path: ['toMonths'] }

/** Who watches over the children: children per adult by age, and who shares a room. States differ. */
const childcareProfile = () =>
  z.strictObject({
    ratios: z
      .array(
        z
          .strictObject({ fromMonths: months(), toMonths: months(), perAdult: z.int().min(1).max(30) })
          .refine(bandEnds, bandError),
      )
      .min(1)
      .max(20),
    rooms: z
      .array(
        z
          .strictObject({ name: z.string().min(1).max(40), fromMonths: months(), toMonths: months() })
          .refine(bandEnds, bandError),
      )
      .min(1)
      .max(20),
  })

const dueDays = () => z.int().min(-60).max(120)

/** Days before (negative: after) a session at which its preparations fall due. */
const timeline = () =>
  z.strictObject({
    roomBooked: dueDays(),
    invitations: dueDays(),
    helpersAsked: dueDays(),
    handouts: dueDays(),
    reminder: dueDays(),
    foodOrdered: dueDays(),
    recheck: dueDays(),
    onTheDay: dueDays(),
    thanks: dueDays(),
  })

const settingsFields = () => ({
  shortlistPercent: z.int().min(50).max(100),
  fairnessKinds: z.union([z.literal('all'), z.array(z.string().min(1).max(40)).max(20)]),
  childcare: childcareProfile(),
  food: z.strictObject({ showPercent: z.int().min(10).max(100), cushionPercent: z.int().min(0).max(50) }),
  vehicleSeats: z.int().min(1).max(60),
  /** Whether proposals of families whose first was accepted publish themselves; they do where nothing is said. */
  laterProposalsPublish: z.boolean().optional(),
  timeline: timeline(),
  /** The first day of school, `MM-DD`; the first of September where nothing is said. */
  firstDay: z
    .string()
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'month-day')
    .optional(),
  /** Positive conversations aimed at for each about a concern; three where nothing is said. */
  positivePerConcern: z.int().min(1).max(10).optional(),
  /** How many workshops of a term may be social without a word about it, in hundredths; 50 where nothing is said. */
  socialPercent: z.int().min(10).max(100).optional(),
  /** Under which parity coverage asks whom to visit, in hundredths; 80 where nothing is said. */
  parityPercent: z.int().min(50).max(100).optional(),
})

/** What a school may set; each number's default is the one of the rules. */
export const Settings = z.lazy(() => z.strictObject(settingsFields()))
export type Settings = z.infer<typeof Settings>

/**
 * Childcare from Caring for Our Children, standard 1.1.1.2: 3 children an adult up to 12 months,
 * 4 at 13–35 months, 7 at three years, 8 at 4–5, 10 at 6–8, 12 at 9–12; from 13 years not counted.
 */
export const DEFAULT_SETTINGS: Settings = {
  shortlistPercent: 85,
  fairnessKinds: 'all',
  childcare: {
    ratios: [
      { fromMonths: 0, toMonths: 12, perAdult: 3 },
      { fromMonths: 13, toMonths: 35, perAdult: 4 },
      { fromMonths: 36, toMonths: 47, perAdult: 7 },
      { fromMonths: 48, toMonths: 71, perAdult: 8 },
      { fromMonths: 72, toMonths: 107, perAdult: 10 },
      { fromMonths: 108, toMonths: 155, perAdult: 12 },
    ],
    rooms: [
      { name: 'A', fromMonths: 0, toMonths: 35 },
      { name: 'B', fromMonths: 36, toMonths: 71 },
      { name: 'C', fromMonths: 72, toMonths: 155 },
    ],
  },
  food: { showPercent: 90, cushionPercent: 10 },
  vehicleSeats: 4,
  timeline: {
    roomBooked: 21,
    invitations: 14,
    helpersAsked: 14,
    handouts: 10,
    reminder: 7,
    foodOrdered: 5,
    recheck: 2,
    onTheDay: 0,
    thanks: -2,
  },
}

const schoolFields = () => ({
  name: z.string().trim().min(1).max(120),
  timeZone: timeZone(),
  country: z.string().regex(/^[A-Z]{2}$/, 'country'),
  languages: z.array(language()).min(1).max(30),
  defaultLanguage: language(),
  schoolDay: schoolDay(),
})

const speaksItsDefault = (school: {
  languages?: string[] | undefined
  defaultLanguage?: string | undefined
}) => !school.languages || !school.defaultLanguage || school.languages.includes(school.defaultLanguage)
const defaultLanguageError = { message: 'not-among-languages', path: ['defaultLanguage'] }

/** What makes a school; the United States and 8:00 to 15:00 where nothing else is said. */
export const NewSchool = z.lazy(() => {
  const fields = schoolFields()
  return z
    .strictObject({
      ...fields,
      country: fields.country.default('US'),
      schoolDay: fields.schoolDay.default({ start: '08:00', end: '15:00' }),
    })
    .refine(speaksItsDefault, defaultLanguageError)
})
export type NewSchool = z.infer<typeof NewSchool>

/** What of a school may be changed later: any of its fields and any of its settings. */
export const SchoolChange = z.lazy(() =>
  z
    .strictObject({
      ...schoolFields(),
      settings: z.strictObject(settingsFields()).partial(),
      revision: z.int(),
    })
    .partial()
    .refine(speaksItsDefault, defaultLanguageError),
)
export type SchoolChange = z.infer<typeof SchoolChange>

/** One community with its time zone, the languages it serves, its school day and its settings. */
export type School = NewSchool & { id: string; settings: Settings; revision: number }

/** The school with the change applied; its revision goes up by one. */
export function changeSchool(school: School, { settings, revision: _, ...fields }: SchoolChange): School {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  return {
    ...school,
    ...given,
    settings: { ...school.settings, ...(settings as Partial<Settings>) },
    revision: school.revision + 1,
  }
}
