import { IANAZone } from 'luxon'
import * as z from 'zod'
import { writtenText } from '../access/visible.ts'
import { COUNTRY } from './country.ts'
import { canonicalLanguageTag, schoolLanguage } from './language-tag.ts'

const clockTime = () => z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'clock-time')
// The tz database has names without a slash too, such as EST5EDT; an offset is none.
const timeZone = () =>
  z.string().refine((zone) => /^[a-z]/i.test(zone) && IANAZone.isValidZone(zone), 'time-zone')

/** The hours of the school day, as wall times in the school's time zone. */
const schoolDay = () =>
  z
    .strictObject({ start: clockTime(), end: clockTime() })
    .refine((day) => day.start < day.end, { message: 'end-before-start', path: ['end'] })

const months = () => z.int().min(0).max(216)
const bandEnds = (band: Band) => band.fromMonths <= band.toMonths
const bandError = { message: 'end-before-start', path: ['toMonths'] }

// Each age belongs to one band, or to none.
function refuseOverlaps(
  bands: readonly Band[],
  { addIssue }: { addIssue: (issue: BandIssue) => void },
): void {
  for (const [place, { fromMonths, toMonths }] of bands.entries())
    if (bands.slice(0, place).some((other) => fromMonths <= other.toMonths && other.fromMonths <= toMonths))
      addIssue({ code: 'custom', message: 'overlapping-ages', path: [place, 'fromMonths'] })
}

type Band = { fromMonths: number; toMonths: number }
type BandIssue = { code: 'custom'; message: string; path: (string | number)[] }

/** Childcare rules: children per adult by age, and the age ranges of rooms. They differ by state. */
const childcareProfile = () =>
  z.strictObject({
    ratios: z
      .array(
        z
          .strictObject({ fromMonths: months(), toMonths: months(), perAdult: z.int().min(1).max(30) })
          .refine(bandEnds, bandError),
      )
      .min(1)
      .max(20)
      .superRefine(refuseOverlaps),
    rooms: z
      .array(
        z
          .strictObject({ name: writtenText(40).min(1), fromMonths: months(), toMonths: months() })
          .refine(bandEnds, bandError),
      )
      .min(1)
      .max(20)
      .superRefine(refuseOverlaps),
  })

const MOST_GROUP_NAMES = 300

const dueDays = () => z.int().min(-60).max(120)

/** Days before a session (negative: after it) at which its preparations are due. */
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
  /** From which share of the most points a time that shuts out no group may join the shortlist; 60 where unsaid. */
  joiningPercent: z.int().min(30).max(100).optional(),
  /** Under which share of families that answered no time is recommended yet; 25 where nothing is said. */
  earlyPercent: z.int().min(1).max(100).optional(),
  /** The school's names of kinds of groups and of groups, by `kind` and `kind:value`, each by language. */
  groupNames: z
    .record(z.string().min(1).max(121), z.record(canonicalLanguageTag(), writtenText(60).min(1)))
    .refine((names) => Object.keys(names).length <= MOST_GROUP_NAMES, { message: 'too-long' })
    .optional(),
  fairnessKinds: z.union([z.literal('all'), z.array(z.string().min(1).max(40)).max(20)]),
  childcare: childcareProfile(),
  food: z.strictObject({ showPercent: z.int().min(10).max(100), cushionPercent: z.int().min(0).max(50) }),
  vehicleSeats: z.int().min(1).max(60),
  /** Whether later proposals of a family whose first was accepted are published automatically; default true. */
  laterProposalsPublish: z.boolean().optional(),
  timeline: timeline(),
  /** The first day of school, `MM-DD`; default September 1. */
  firstDay: z
    .string()
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'month-day')
    .optional(),
  /** The target number of positive conversations per conversation about a concern; default 3. */
  positivePerConcern: z.int().min(1).max(10).optional(),
  /** The percentage of social workshops in a term above which a hint is shown; default 50. */
  socialPercent: z.int().min(10).max(100).optional(),
  /** The parity percentage below which coverage suggests whom to visit; default 80. */
  parityPercent: z.int().min(50).max(100).optional(),
})

/** The settings of a school. */
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

const languages = () =>
  z
    .array(schoolLanguage())
    .min(1)
    .max(30)
    .superRefine((tags, { addIssue }) => {
      for (const [place, tag] of tags.entries())
        if (tags.indexOf(tag) < place)
          addIssue({ code: 'custom', message: 'duplicate-language', path: [place] })
    })

const schoolFields = () => ({
  name: writtenText(120).min(1),
  timeZone: timeZone(),
  country: z.string().regex(COUNTRY, 'country'),
  languages: languages(),
  defaultLanguage: schoolLanguage(),
  schoolDay: schoolDay(),
})

const speaksItsDefault = (school: {
  languages?: string[] | undefined
  defaultLanguage?: string | undefined
}) => !school.languages || !school.defaultLanguage || school.languages.includes(school.defaultLanguage)
const defaultLanguageError = { message: 'not-among-languages', path: ['defaultLanguage'] }

/** The input for a new school; defaults to the United States and a school day of 8:00 to 15:00. */
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

/** A change to a school: any of its fields and any of its settings. */
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

/** A school: its time zone, languages, school day and settings. That of the demonstration says so. */
export type School = NewSchool & {
  id: string
  settings: Settings
  revision: number
  isDemonstration?: true
}

/** The school with the change applied and its revision incremented. */
export function changeSchool(school: School, { settings, revision: _, ...fields }: SchoolChange): School {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  return {
    ...school,
    ...given,
    settings: { ...school.settings, ...(settings as Partial<Settings>) },
    revision: school.revision + 1,
  }
}
