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
    (calendar.getHolidays(year) || []).map(({ date, name }) => ({ date: date.slice(0, 10), name })),
  )
}
