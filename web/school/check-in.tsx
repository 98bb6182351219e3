import type { Hono } from 'hono'
import {
  checkIn,
  checkInWalkIn,
  closeAttendance,
  isAttendanceClosed,
  listAttendance,
  reopenAttendance,
  undoCheckIn,
} from '../../shared/attendance/attendance.operations.ts'
import { Arrival, type Attendance, WalkIn } from '../../shared/attendance/attendance.ts'
import { listedFamilies, searchFamilies } from '../../shared/family/directory.operations.ts'
import type { Listed } from '../../shared/family/directory.ts'
import { readLogistics } from '../../shared/logistics/logistics.operations.ts'
import { listReplies } from '../../shared/session/reply.operations.ts'
import type { Answered } from '../../shared/session/session.operations.ts'
import { listTakenLines, noteGiven, type TakenLine } from '../../shared/session/sign-up.operations.ts'
import type { FormState } from '../form.ts'
import { letScriptsRun } from '../policy.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, show, type Visit, type WebEnv } from '../visit.ts'
import { DoorPage } from './door.tsx'
import { DOOR_SCRIPT, DOOR_SCRIPT_NAME } from './door-script.ts'
import { type DoorGuest, giftsByFamily, inOrder, tallyOf } from './door-view.ts'
import { noteAmong, repliedIn } from './viewed.ts'

const MOST_FOUND = 20

const idsOf = (families: readonly Listed[]) => families.slice(0, MOST_FOUND).map(({ id }) => id)

async function answer(c: Visit, id: string, form: FormState = {}): Promise<Response> {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const search = c.req.query('search')?.trim() ?? ''
  const [{ session, replies }, logistics, lines, families, attendance, matching, isClosed] =
    await Promise.all([
      noteAmong(c, 'list', listReplies(context, id), repliedIn),
      readLogistics(context, id),
      listTakenLines(context, id),
      listedFamilies(context, school.id),
      noteAmong(c, 'list', listAttendance(context, id), (here) => here.map(({ family }) => family)),
      search ? noteAmong(c, 'search', searchFamilies(context, school.id, search), idsOf) : [],
      isAttendanceClosed(context, id),
    ])
  const reader = c.get('reader')
  const guestOf = guestsFrom({ replies, attendance, lines })
  const guests = inOrder(
    families.map(guestOf).filter(({ reply, here, gifts: own }) => reply || here || own?.length),
    reader.language,
  )
  const view = {
    ...{ session, guests, search, isClosed },
    workshop: logistics.workshop,
    hasBegun: Date.parse(session.start) <= context.now().toMillis(),
    tally: tallyOf(guests, logistics, school.settings),
    found: inOrder(matching.slice(0, MOST_FOUND).map(guestOf), reader.language),
    done: guests.find(({ family, here }) => here && family.id === c.req.query('done')),
  }
  letScriptsRun(c)
  return show(c, <DoorPage reader={reader} view={view} form={form} />)
}

type Told = {
  replies: readonly Answered[]
  attendance: readonly Attendance[]
  lines: readonly TakenLine[]
}

function guestsFrom({ replies, attendance, lines }: Told): (family: Listed) => DoorGuest {
  const answered = new Map(
    replies.filter(({ attending, waiting }) => attending && !waiting).map((one) => [one.family, one]),
  )
  const came = new Map(attendance.map((one) => [one.family, one]))
  const gifts = giftsByFamily(lines)
  return (family) => ({
    family,
    gifts: gifts.get(family.id) ?? [],
    reply: answered.get(family.id),
    here: came.get(family.id),
  })
}

/** Registers the door of a session. */
export function registerCheckIn(app: Hono<WebEnv>): void {
  const path = schoolRoutes.checkIn(':session')
  app.get(path, (c) => answer(c, c.req.param('session')))
  onPost(app, path, {
    by: organizerOf,
    schema: WalkIn,
    run: ({ context, params }, walkIn) => checkInWalkIn(context, params.session, walkIn),
    done: ({ params }, { family }) => `${schoolRoutes.checkIn(params.session)}?done=${family}`,
    again: ({ c, params }, form) => answer(c, params.session, form),
  })
  onPost(app, schoolRoutes.checkInFamily(':session', ':family'), {
    by: organizerOf,
    schema: Arrival,
    run: ({ context, params }, arrival) => checkIn(context, params.session, params.family, arrival),
    done: ({ params: { session, family } }) => `${schoolRoutes.checkIn(session)}?done=${family}#at-${family}`,
    again: ({ c, params }, form) => answer(c, params.session, form),
  })
  onPost(app, schoolRoutes.undoCheckIn(':session', ':family'), {
    by: organizerOf,
    run: ({ context, params }) => undoCheckIn(context, params.session, params.family),
    done: ({ params: { session, family } }) => `${schoolRoutes.checkIn(session)}#at-${family}`,
  })
  onPost(app, schoolRoutes.signUpGiven(':session', ':signup', ':family'), {
    by: organizerOf,
    run: ({ context, params: { session, signup: line, family }, form }) =>
      noteGiven(context, session, { line, family }, { given: form.text('given') !== '' }),
    done: ({ params: { session, family } }) => `${schoolRoutes.checkIn(session)}#at-${family}`,
  })
  onPost(app, schoolRoutes.closeAttendance(':session'), {
    by: organizerOf,
    run: async ({ context, params, form }) => {
      await (form.text('reopen') ? reopenAttendance : closeAttendance)(context, params.session)
    },
    done: ({ params }) => schoolRoutes.checkIn(params.session),
    again: ({ c, params }, { trouble }) => answer(c, params.session, trouble ? { trouble } : {}),
  })
  app.get(schoolRoutes.doorScript(DOOR_SCRIPT_NAME), (c) =>
    c.body(DOOR_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  )
}
