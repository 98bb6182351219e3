import { DateTime } from 'luxon'

// School years begin on the first of July, in the school's zone: summer workshops belong to the coming one.
const FIRST_MONTH = 7

/** When the school year of `now` began: on the first of July, in the school's zone. */
export function schoolYearBegin(now: DateTime, timeZone: string): DateTime {
  const local = now.setZone(timeZone)
  const year = local.month < FIRST_MONTH ? local.year - 1 : local.year
  return DateTime.fromObject({ year, month: FIRST_MONTH, day: 1 }, { zone: timeZone })
}

/** When the school year of `now` ends, and the next one begins. */
export function schoolYearEnd(now: DateTime, timeZone: string): DateTime {
  return schoolYearBegin(now, timeZone).plus({ years: 1 })
}
