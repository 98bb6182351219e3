import { DateTime } from 'luxon'

// The school year begins on July 1 in the school's time zone, so that summer workshops belong to the next year.
const FIRST_MONTH = 7

/** The start of the school year of `now`: July 1 in the school's time zone. */
export function schoolYearBegin(now: DateTime, timeZone: string): DateTime {
  const local = now.setZone(timeZone)
  const year = local.month < FIRST_MONTH ? local.year - 1 : local.year
  return DateTime.fromObject({ year, month: FIRST_MONTH, day: 1 }, { zone: timeZone })
}

/** The end of the school year of `now`, which is the start of the next one. */
export function schoolYearEnd(now: DateTime, timeZone: string): DateTime {
  return schoolYearBegin(now, timeZone).plus({ years: 1 })
}
