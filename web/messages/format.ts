/** Where and in which language an instant is shown. */
export type Place = { language: string; timeZone: string }

const formats = new Map<string, Intl.DateTimeFormat>()

function format({ language, timeZone }: Place, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([language, timeZone, options])
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(language, { timeZone, ...options })
  formats.set(key, made)
  return made
}

/** "March 9, 2027". */
export function dateText(instant: string, place: Place): string {
  return format(place, { year: 'numeric', month: 'long', day: 'numeric' }).format(new Date(instant))
}

/** "Tuesday, March 9, 2027": the weekday is always spelled out; it begins a line, so with a capital. */
export function dayText(instant: string, place: Place): string {
  return capital(dayWithin(instant, place), place.language)
}

function dayWithin(instant: string, place: Place): string {
  const options = { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' } as const
  return format(place, options).format(new Date(instant))
}

/** "6:00 – 7:30 PM". */
export function timeRange(start: string, end: string, place: Place): string {
  return format(place, { hour: 'numeric', minute: '2-digit' }).formatRange(new Date(start), new Date(end))
}

/** "Pacific Standard Time": tells the two hours apart that exist twice when the clock goes back. */
export function zoneName(instant: string, place: Place): string {
  const parts = format(place, { timeZoneName: 'long' }).formatToParts(new Date(instant))
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? place.timeZone
}

/** "Tuesday, March 9, 2027, 6:00 – 7:30 PM, Pacific Standard Time". */
export function whenText(start: string, end: string, place: Place): string {
  return `${dayText(start, place)}, ${timeRange(start, end, place)}, ${zoneName(start, place)}`
}

/** The same within a sentence, where some languages write no capital. */
export function whenWithin(start: string, end: string, place: Place): string {
  return `${dayWithin(start, place)}, ${timeRange(start, end, place)}, ${zoneName(start, place)}`
}

/** "Tuesday, March 9, 2027 at 6:00 PM": one moment, such as a deadline. */
export function momentText(instant: string, place: Place): string {
  const options = {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  } as const
  return format(place, options).format(new Date(instant))
}

/** "a, b, and c" in the reader's language. */
export function listText(items: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(items)
}

/** A language's name as the reader calls it, with a capital for lists and labels. */
export function languageName(tag: string, language: string): string {
  return capital(new Intl.DisplayNames(language, { type: 'language' }).of(tag) ?? tag, language)
}

/** A language's name as its own speakers write it. */
export function ownLanguageName(tag: string): string {
  return languageName(tag, tag)
}

function capital(text: string, language: string): string {
  const [first = '', ...rest] = text
  return first.toLocaleUpperCase(language) + rest.join('')
}
