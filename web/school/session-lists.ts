import type { Hono } from 'hono'
import type { Context } from '../../shared/access/context.ts'
import { listAttendance } from '../../shared/attendance/attendance.operations.ts'
import type { Attendance } from '../../shared/attendance/attendance.ts'
import type { Listed } from '../../shared/family/directory.ts'
import { localText } from '../../shared/school/language-choice.ts'
import { isStaff } from '../../shared/session/reply.ts'
import type { Answered } from '../../shared/session/session.operations.ts'
import { listTakenLines, type TakenLine } from '../../shared/session/sign-up.operations.ts'
import { allergenText } from '../components/allergen-text.ts'
import { lineTime } from '../components/line-time.ts'
import { languageName } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import { type Cell, SHEET_FORMATS, type Sheet, sendSheet } from '../spreadsheet.ts'
import { organizerOf, type Reader, type WebEnv } from '../visit.ts'
import { readNamedReplies } from './session-replies.ts'
import { noteAmong } from './viewed.ts'

/** Who is expected at a session, and who came. */
export type SignIn = {
  families: readonly Pick<Listed, 'id' | 'name' | 'language'>[]
  names: ReadonlyMap<string, string>
  replies: readonly Answered[]
  attendance: readonly Attendance[]
}

const SIGN_IN_HEADS = [
  'print.family',
  'family.spoken',
  'download.adultsExpected',
  'download.childrenExpected',
  'download.adultsCame',
  'download.childrenCame',
] as const

/** Everybody who is expected at a session or came, in the order of their names. Never what a family needs. */
export function signInSheet(reader: Reader, { families, names, replies, attendance }: SignIn): Sheet {
  const expected = new Map(
    replies.filter(({ attending, waiting }) => attending && !waiting).map((reply) => [reply.family, reply]),
  )
  const came = new Map(attendance.map((one) => [one.family, one]))
  const spoken = new Map(families.map((family) => [family.id, family.language]))
  const order = new Intl.Collator(reader.language)
  const rows = [...new Set([...expected.keys(), ...came.keys()])].map((id): Cell[] => {
    const [reply, arrival, language] = [expected.get(id), came.get(id), spoken.get(id)]
    return [
      names.get(id) ?? '—',
      language && languageName(language, reader.language),
      ...[reply?.adults, reply?.children.length],
      ...[arrival?.adults, arrival?.children],
    ]
  })
  return {
    title: reader.t('download.signIn'),
    heads: SIGN_IN_HEADS.map((head) => reader.t(head)),
    rows: rows.sort(([one], [other]) => order.compare(String(one), String(other))),
  }
}

const SIGN_UP_HEADS = [
  'download.item',
  'download.time',
  'download.places',
  'download.taken',
  'print.family',
  'download.places',
  'checklist.note',
  'session.allergens',
] as const

type SignUps = {
  lines: readonly TakenLine[]
  names: ReadonlyMap<string, string>
  timeZone: string
}

/** What families bring or do for a session: a row for each family on a line, and one for a line that nobody took. */
export function signUpsSheet(reader: Reader, { lines, names, timeZone }: SignUps): Sheet {
  const { t, language } = reader
  const rows = lines.flatMap((line): Cell[][] => {
    const when = lineTime(line, { language, timeZone })
    const about = [localText(line.title, language), when, line.wanted, line.taken]
    if (line.takings.length === 0) return [[...about, ...Array.from({ length: 4 }, () => undefined)]]
    return line.takings.map(({ family, places, note, allergens = [] }) => [
      ...about,
      names.get(family) ?? '—',
      places,
      note,
      allergens.map((one) => allergenText(t, one)).join(', '),
    ])
  })
  return { title: t('signups.link'), heads: SIGN_UP_HEADS.map((head) => t(head)), rows }
}

async function readSignIn(context: Context, school: string, session: string): Promise<SignIn> {
  const [replied, attendance] = await Promise.all([
    readNamedReplies(context, school, session),
    listAttendance(context, session),
  ])
  return { ...replied, attendance }
}

async function readSignUps(context: Context, school: string, id: string): Promise<SignUps> {
  const [{ session, names }, lines] = await Promise.all([
    readNamedReplies(context, school, id),
    listTakenLines(context, id),
  ])
  return { lines, names, timeZone: session.timeZone }
}

const familiesIn = ({ replies, attendance }: SignIn) => [
  ...replies.flatMap((reply) => (isStaff(reply) ? [] : reply.family)),
  ...attendance.map(({ family }) => family),
]

/** Registers the sign-in and the sign-up list of a session as files. */
export function registerSessionLists(app: Hono<WebEnv>): void {
  for (const format of SHEET_FORMATS) {
    app.get(schoolRoutes.signInFile(':session', format), async (c) => {
      const { school } = organizerOf(c)
      const reading = readSignIn(c.get('context'), school.id, c.req.param('session'))
      const signIn = await noteAmong(c, 'download', reading, familiesIn)
      return sendSheet(c, 'sign-in', signInSheet(c.get('reader'), signIn), format)
    })
    app.get(schoolRoutes.signUpsFile(':session', format), async (c) => {
      const { school } = organizerOf(c)
      const reading = readSignUps(c.get('context'), school.id, c.req.param('session'))
      const signUps = await noteAmong(c, 'download', reading, ({ lines }) =>
        lines.flatMap(({ takings }) => takings.map(({ family }) => family)),
      )
      return sendSheet(c, 'sign-ups', signUpsSheet(c.get('reader'), signUps), format)
    })
  }
}
