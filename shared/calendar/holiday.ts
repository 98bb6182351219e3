import { DateTime } from 'luxon'

const DAY_MS = 86_400_000

/** A public holiday: its local date, and its name as the library has it, in the first of the languages it knows. */
export type Holiday = { date: string; name: string }

/** The public holidays of a country (ISO 3166) in some years. The library is large, and loaded when it is asked. */
export async function holidaysOf(
  country: string,
  years: readonly number[],
  languages: readonly string[],
): Promise<Holiday[]> {
  const { default: Holidays } = await import('date-holidays')
  const calendar = new Holidays(country, { types: ['public'] })
  calendar.setLanguages([...languages, 'en'])
  return years.flatMap((year) =>
    (calendar.getHolidays(year) || []).flatMap(({ date, start, end, name }) =>
      datesFrom(date.slice(0, 10), end.getTime() - start.getTime()).map((date) => ({ date, name })),
    ),
  )
}

// Some last for days. What is less than a day more is the eve before; two hours are left to changes of clock.
function datesFrom(first: string, lastsMs: number): string[] {
  const days = Math.max(1, Math.floor(lastsMs / DAY_MS + 1 / 12))
  const from = DateTime.fromISO(first, { zone: 'utc' })
  return Array.from({ length: days }, (_, place) => from.plus({ days: place }).toISODate() ?? '')
}
