/** A rule of repetition (RFC 5545, 3.3.10) over whole days. `until` is as written, for a reader that knows the zone. */
export type DayRule = {
  freq: Frequency
  interval: number
  count: number
  until: string | undefined
  /** The first day of the week, 0 for Sunday. */
  weekStart: number
  byDay: readonly { nth: number; weekday: number }[]
  byMonth: readonly number[]
  byMonthDay: readonly number[]
  byYearDay: readonly number[]
  bySetPos: readonly number[]
}
type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'

const DAY_MS = 86_400_000
const MOST_COUNT = 100_000
const MOST_INTERVAL = 1000
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']
// The hours of a whole day mean nothing. BYWEEKNO and the parts for other calendars (RFC 7529) are not read.
const PARTS =
  /^(FREQ|INTERVAL|COUNT|UNTIL|WKST|BYDAY|BYMONTH|BYMONTHDAY|BYYEARDAY|BYSETPOS|BYHOUR|BYMINUTE|BYSECOND)$/

/** The rule, or undefined where a part of it is not understood: without that part its days would be others. */
export function dayRuleOf(text: string): DayRule | undefined {
  const parts = new Map<string, string>()
  for (const part of text.toUpperCase().split(';')) {
    if (part.trim() === '') continue
    const [, key = '', value = ''] = /^\s*([A-Z]+)=(.+?)\s*$/.exec(part) ?? []
    if (!PARTS.test(key) || parts.has(key)) return undefined
    parts.set(key, value)
  }
  const freq = parts.get('FREQ')
  const numbers = (key: string, least: number, most: number) => numbersOf(parts.get(key), least, most)
  const [interval = 1] = numbers('INTERVAL', 1, MOST_INTERVAL) ?? [0]
  const [count = Number.POSITIVE_INFINITY] = numbers('COUNT', 1, MOST_COUNT) ?? [0]
  const byDay = weekdaysOf(parts.get('BYDAY'))
  const byMonth = numbers('BYMONTH', 1, 12)
  const byMonthDay = numbers('BYMONTHDAY', -31, 31)
  const byYearDay = numbers('BYYEARDAY', -366, 366)
  const bySetPos = numbers('BYSETPOS', -366, 366)
  const weekStart = WEEKDAYS.indexOf(parts.get('WKST') ?? 'MO')
  if (!isFrequency(freq) || !byDay || !byMonth || !byMonthDay || !byYearDay || !bySetPos) return undefined
  if (interval === 0 || count === 0 || weekStart < 0) return undefined
  const isOfFrequency =
    (freq === 'YEARLY' || byYearDay.length === 0) &&
    (freq !== 'WEEKLY' || byMonthDay.length === 0) &&
    (freq === 'YEARLY' || freq === 'MONTHLY' || byDay.every(({ nth }) => nth === 0))
  const rest = { byDay, byMonth, byMonthDay, byYearDay, bySetPos }
  return isOfFrequency ? { freq, interval, count, until: parts.get('UNTIL'), weekStart, ...rest } : undefined
}

function isFrequency(text: string | undefined): text is Frequency {
  return text === 'DAILY' || text === 'WEEKLY' || text === 'MONTHLY' || text === 'YEARLY'
}

/** Numbers of a list, none of them 0; empty where there is no list, undefined where one is no such number. */
function numbersOf(list: string | undefined, least: number, most: number): number[] | undefined {
  if (list === undefined) return []
  const all = list.split(',').map((text) => (/^[+-]?\d{1,6}$/.test(text) ? Number(text) : 0))
  return all.every((number) => number !== 0 && number >= least && number <= most) ? all : undefined
}

function weekdaysOf(list: string | undefined): { nth: number; weekday: number }[] | undefined {
  if (list === undefined) return []
  const all = list.split(',').map((text) => {
    const [, nth, name = ''] = /^([+-]?[1-9]\d?)?([A-Z]{2})$/.exec(text) ?? []
    return { nth: Number(nth ?? 0), weekday: WEEKDAYS.indexOf(name) }
  })
  return all.every(({ nth, weekday }) => weekday >= 0 && Math.abs(nth) <= 53) ? all : undefined
}

/** What is known of a day when a rule asks, all from 1 but the weekday, which is 0 for Sunday. */
type DayParts = { year: number; month: number; date: number; yearDay: number; weekday: number }

/**
 * The days of a series between two local dates, as dates. The first one always belongs to it, and counts (RFC 5545,
 * 3.8.5.3). A rule without a count begins at the window: what passed before costs nothing. `spend` is told of each day
 * that is looked at, and ends the search by throwing.
 */
export function daysOfSeries(
  rule: DayRule,
  first: string,
  { from, to, until = to }: { from: string; to: string; until?: string },
  spend: (days: number) => void,
): string[] {
  const [start, begin, last] = [dayOf(first), dayOf(from), Math.min(dayOf(to), dayOf(until))]
  const filled = withDefaults(rule, partsOf(start))
  const days = new Set<number>()
  let left = rule.count - 1
  if (start >= begin && start <= last) days.add(start)
  const isCounted = Number.isFinite(rule.count)
  for (let place = isCounted ? 0 : periodsBefore(filled, start, begin); left > 0; place++) {
    const period = periodAt(filled, start, place)
    if (period.from > last) break
    const searched = rangesOf(filled, period)
    spend(searched.reduce((sum, range) => sum + range.to - range.from, 0))
    for (const day of chosen(filled, searched)) {
      if (day <= start || day > last || left <= 0) continue
      left -= 1
      if (day >= begin) days.add(day)
    }
  }
  return [...days].map(textOfDay)
}

// Parts that a rule omits come from its first day.
function withDefaults(rule: DayRule, { month, date, weekday }: DayParts): DayRule {
  const { freq, byDay, byMonth, byMonthDay, byYearDay } = rule
  if (byDay.length + byMonthDay.length + byYearDay.length > 0) return rule
  if (freq === 'WEEKLY') return { ...rule, byDay: [{ nth: 0, weekday }] }
  if (freq === 'MONTHLY') return { ...rule, byMonthDay: [date] }
  if (freq === 'YEARLY')
    return { ...rule, byMonthDay: [date], byMonth: byMonth.length > 0 ? byMonth : [month] }
  return rule
}

/** How many periods are over before a day for sure. */
function periodsBefore({ freq, interval, weekStart }: DayRule, start: number, day: number): number {
  const [one, other] = [partsOf(start), partsOf(day)]
  const passed = {
    DAILY: day - start,
    WEEKLY: Math.floor((day - weekOf(start, weekStart)) / 7),
    MONTHLY: monthsOf(other) - monthsOf(one),
    YEARLY: other.year - one.year,
  }
  return Math.max(0, Math.floor(passed[freq] / interval))
}

/** The days of a period, `to` not among them. */
function periodAt({ freq, interval, weekStart }: DayRule, start: number, place: number): Period {
  const { year, month } = partsOf(start)
  const steps = place * interval
  if (freq === 'DAILY') return { from: start + steps, to: start + steps + 1 }
  if (freq === 'WEEKLY') {
    const from = weekOf(start, weekStart) + 7 * steps
    return { from, to: from + 7 }
  }
  if (freq === 'MONTHLY') return { from: dayAt(year, month + steps), to: dayAt(year, month + steps + 1) }
  return { from: dayAt(year + steps, 1), to: dayAt(year + steps + 1, 1) }
}

type Period = { from: number; to: number }

/** Where the days of a period can be: of a year only the months that the rule names. */
function rangesOf({ freq, byMonth }: DayRule, period: Period): Period[] {
  if (freq !== 'YEARLY' || byMonth.length === 0) return [period]
  const { year } = partsOf(period.from)
  return [...new Set(byMonth)]
    .sort((one, other) => one - other)
    .map((month) => ({ from: dayAt(year, month), to: dayAt(year, month + 1) }))
}

function chosen(rule: DayRule, ranges: readonly Period[]): number[] {
  const days: number[] = []
  for (const { from, to } of ranges)
    for (let day = from; day < to; day++) if (matches(rule, partsOf(day))) days.push(day)
  if (rule.bySetPos.length === 0) return days
  return days.filter((_, place) =>
    rule.bySetPos.some((position) => position === place + 1 || position === place - days.length),
  )
}

function matches(rule: DayRule, parts: DayParts): boolean {
  const { byDay, byMonth, byMonthDay, byYearDay, freq } = rule
  const { year, month, date, yearDay, weekday } = parts
  if (byMonth.length > 0 && !byMonth.includes(month)) return false
  const monthDays = dayAt(year, month + 1) - dayAt(year, month)
  const yearDays = dayAt(year + 1, 1) - dayAt(year, 1)
  const isIn = (all: readonly number[], number: number, length: number) =>
    all.length === 0 || all.includes(number) || all.includes(number - length - 1)
  // "2MO" is the second Monday of the month, or of the year where the rule names no month.
  const isOfYear = freq === 'YEARLY' && byMonth.length === 0
  const [number, length] = isOfYear ? [yearDay, yearDays] : [date, monthDays]
  const isNth = (nth: number) =>
    nth > 0 ? Math.ceil(number / 7) === nth : -Math.ceil((length - number + 1) / 7) === nth
  return (
    isIn(byMonthDay, date, monthDays) &&
    isIn(byYearDay, yearDay, yearDays) &&
    (byDay.length === 0 || byDay.some((one) => one.weekday === weekday && (one.nth === 0 || isNth(one.nth))))
  )
}

const dayOf = (date: string) => Date.parse(date) / DAY_MS
const textOfDay = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10)
const monthsOf = ({ year, month }: DayParts) => year * 12 + month
const weekOf = (day: number, weekStart: number) => day - ((partsOf(day).weekday - weekStart + 7) % 7)

/** The first day of a month; one over the end of the year is of the next. */
function dayAt(year: number, month: number): number {
  // Date.UTC takes a year under 100 for one of the last century.
  return new Date(0).setUTCFullYear(year, month - 1, 1) / DAY_MS
}

function partsOf(day: number): DayParts {
  const time = new Date(day * DAY_MS)
  const year = time.getUTCFullYear()
  const [month, date] = [time.getUTCMonth() + 1, time.getUTCDate()]
  return { year, month, date, yearDay: day - dayAt(year, 1) + 1, weekday: time.getUTCDay() }
}
