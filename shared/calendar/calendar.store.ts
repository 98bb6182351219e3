import type { SchoolScope } from '../access/actor.ts'
import { mustFitInItem } from '../packed/item-size.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { SchoolCalendar } from './closure.ts'

const calendarKey = (scope: SchoolScope): Key => ({ pk: `SCHOOL#${scope}`, sk: 'CALENDAR' })

/** The school's calendar; empty where nobody entered anything. */
export async function getCalendar(table: Table, scope: SchoolScope): Promise<SchoolCalendar> {
  return (await table.get<SchoolCalendar>(calendarKey(scope))) ?? { closures: [], revision: 0 }
}

/** The calendar, if nobody changed it since the revision before its own. */
export function putCalendar(scope: SchoolScope, calendar: SchoolCalendar): Write {
  return {
    put: { ...calendarKey(scope), ...mustFitInItem(calendar) },
    when: calendar.revision === 1 ? 'absent' : { equals: { revision: calendar.revision - 1 } },
  }
}
