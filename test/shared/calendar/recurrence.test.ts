import { expect, test } from 'vitest'
import { dayRuleOf, daysOfSeries } from '../../../shared/calendar/recurrence.ts'

const days = (rule: string, first: string, from: string, to: string) => {
  const read = dayRuleOf(rule)
  if (!read) throw new Error(rule)
  return daysOfSeries(read, first, { from, to }, () => undefined)
}

// The examples of RFC 5545, 3.8.5.3, and of Outlook and Google, over whole days.
test.each([
  ['FREQ=DAILY;COUNT=3', '1997-09-02', ['1997-09-02', '1997-09-03', '1997-09-04']],
  ['FREQ=DAILY;INTERVAL=10;COUNT=3', '1997-09-02', ['1997-09-02', '1997-09-12', '1997-09-22']],
  ['FREQ=WEEKLY;INTERVAL=2;WKST=SU;COUNT=3', '1997-09-02', ['1997-09-02', '1997-09-16', '1997-09-30']],
  ['FREQ=WEEKLY;COUNT=4;BYDAY=TU,TH', '1997-09-02', ['1997-09-02', '1997-09-04', '1997-09-09', '1997-09-11']],
  [
    'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
    '1997-08-05',
    ['1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24'],
  ],
  [
    'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
    '1997-08-05',
    ['1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31'],
  ],
  ['FREQ=MONTHLY;COUNT=3;BYDAY=1FR', '1997-09-05', ['1997-09-05', '1997-10-03', '1997-11-07']],
  ['FREQ=MONTHLY;COUNT=3;BYDAY=-2MO', '1997-09-22', ['1997-09-22', '1997-10-20', '1997-11-17']],
  ['FREQ=MONTHLY;COUNT=3;BYMONTHDAY=-3', '1997-09-28', ['1997-09-28', '1997-10-29', '1997-11-28']],
  ['FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3', '1997-08-31', ['1997-08-31', '1997-10-31', '1997-12-31']],
  [
    'FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3',
    '1997-09-04',
    ['1997-09-04', '1997-10-07', '1997-11-06'],
  ],
  [
    'FREQ=MONTHLY;COUNT=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2',
    '1997-09-29',
    ['1997-09-29', '1997-10-30', '1997-11-27'],
  ],
  ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3', '1998-02-13', ['1998-02-13', '1998-03-13', '1998-11-13']],
  ['FREQ=YEARLY;COUNT=3;BYMONTH=6,7', '1997-06-10', ['1997-06-10', '1997-07-10', '1998-06-10']],
  ['FREQ=YEARLY;INTERVAL=2;COUNT=3;BYMONTH=1', '1997-01-10', ['1997-01-10', '1999-01-10', '2001-01-10']],
  [
    'FREQ=YEARLY;INTERVAL=3;COUNT=4;BYYEARDAY=1,100,200',
    '1997-01-01',
    ['1997-01-01', '1997-04-10', '1997-07-19', '2000-01-01'],
  ],
  ['FREQ=YEARLY;BYDAY=20MO;COUNT=3', '1997-05-19', ['1997-05-19', '1998-05-18', '1999-05-17']],
  ['FREQ=YEARLY;BYMONTH=3;BYDAY=TH;COUNT=3', '1997-03-13', ['1997-03-13', '1997-03-20', '1997-03-27']],
  [
    'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3',
    '1996-11-05',
    ['1996-11-05', '2000-11-07', '2004-11-02'],
  ],
  ['FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=2', '2026-11-26', ['2026-11-26', '2027-11-25']],
  ['FREQ=YEARLY', '2024-02-29', ['2024-02-29', '2028-02-29']],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2024-01-01', ['2024-01-01']],
  // The first day belongs to a series, whatever its rule says of it.
  ['FREQ=WEEKLY;BYDAY=FR;COUNT=3', '2026-11-30', ['2026-11-30', '2026-12-04', '2026-12-11']],
])('%s from %s falls on its days', (rule, first, expected) => {
  const end = first < '2020' ? '2006-01-01' : '2031-12-31'
  expect(days(rule, first, first, end)).toEqual(expected)
})

test.each([
  'FREQ=DAILY;INTERVAL=3',
  'FREQ=WEEKLY;INTERVAL=3',
  'FREQ=MONTHLY;INTERVAL=5',
  'FREQ=YEARLY;INTERVAL=7',
])('A series by %s has the same days from wherever one looks', (rule) => {
  const all = days(rule, '1903-05-17', '1903-05-17', '2027-12-31')
  const late = days(rule, '1903-05-17', '2019-01-01', '2027-12-31')
  expect(late).toEqual(all.filter((day) => day >= '2019-01-01'))
  expect(late.length).toBeGreaterThan(0)
})

test('A series without a count looks only at the days that are asked for', () => {
  const looked: number[] = []
  const rule = dayRuleOf('FREQ=DAILY')
  if (rule)
    daysOfSeries(rule, '1900-01-01', { from: '2027-01-01', to: '2027-01-31' }, (days) => looked.push(days))
  expect(looked.length).toBeLessThan(40)
})

test.each([
  ...['', 'COUNT=3', 'FREQ=FORTNIGHTLY', 'FREQ=SECONDLY', 'FREQ=DAILY;INTERVAL=0', 'FREQ=DAILY;COUNT=x'],
  ...[
    'FREQ=DAILY;FREQ=WEEKLY',
    'FREQ=WEEKLY;BYDAY=1MO',
    'FREQ=WEEKLY;BYMONTHDAY=3',
    'FREQ=MONTHLY;BYYEARDAY=3',
  ],
  ...[
    'FREQ=MONTHLY;BYMONTHDAY=32',
    'FREQ=YEARLY;BYMONTH=13',
    'FREQ=WEEKLY;BYDAY=XX',
    'FREQ=YEARLY;BYWEEKNO=20',
  ],
  ...[
    'RSCALE=HEBREW;FREQ=YEARLY',
    'FREQ=YEARLY;SKIP=FORWARD',
    'FREQ=MONTHLY;BYMONTHDAY=0',
    'FREQ=WEEKLY;WKST=XX',
  ],
  ...['D1 #10', 'FREQ=DAILY;COUNT'],
])('The rule %j is not read', (rule) => {
  expect(dayRuleOf(rule)).toBeUndefined()
})
