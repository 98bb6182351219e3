import { publicScope } from '../../shared/access/actor.ts'
import { messagesOf } from '../../shared/message/message.store.ts'
import type { Table } from '../../shared/table/table.ts'
import { hiddenFields } from './device.ts'
import { TEST_TOKEN } from './server.ts'

/** What people write: a vote through the API, one by the web form, a reply, a check-in, a message. */
export const KINDS = ['vote', 'formVote', 'reply', 'checkIn', 'message'] as const
export type WriteKind = (typeof KINDS)[number]

/**
 * One value that is written repeatedly: everything sent, and the index of the last acknowledged write (-1 before). The
 * outcome of later writes without a response is unknown.
 */
type Line = { kind: WriteKind; name: string; sent: string[]; held: number; writes: number }

/** What was acknowledged at a moment. */
export type Acknowledged = { held: ReadonlyMap<string, number>; invited: ReadonlySet<string> }

/** A response that is neither the expected one nor a calm error. */
class NotCalm extends Error {}

/** The writers, and what was acknowledged. */
export type Ledger = {
  school: string
  /** The cookie of a family that votes by form. */
  cookie: string
  /** How many writes were acknowledged, and how many had no response or an error. */
  counts: Record<WriteKind, number> & { unanswered: number }
  /**
   * Everybody writes repeatedly, until stopped; `goOn` says whether also after an error. `begun` resolves with the first
   * acknowledged write.
   */
  write(baseUrl: string, goOn?: boolean): { begun: Promise<void>; stop(): Promise<void> }
  /** Everybody writes once more; throws where one is not acknowledged. */
  writeOnce(baseUrl: string): Promise<void>
  /** What is acknowledged now. */
  acknowledged(): Acknowledged
  /**
   * Describes each acknowledged write (now, or then) that is missing or incomplete. For now, what is there has to stay.
   */
  lost(baseUrl: string, table: Table, then?: Acknowledged): Promise<string[]>
}

const WRITERS = 2
const DAY = 86_400_000
const OPTIONS = 4
const VALUES = ['yes', 'ifNeeded', 'no']

type Place = { school: string; poll: string; options: string[]; session: string }

/** A new school with a poll, a session and families, and a line for each writer. */
export async function openLedger(baseUrl: string, writers = WRITERS): Promise<Ledger> {
  const place = await openSchool(baseUrl)
  const lines: Line[] = []
  const cookies = new Map<string, string>()
  for (const kind of KINDS) {
    for (let writer = 0; writer < writers; writer++) {
      const { id } = await api(baseUrl, 'POST', `/schools/${place.school}/families`, {
        caregivers: [{ givenName: `${kind} ${writer}` }],
      })
      lines.push({ kind, name: id, sent: [], held: -1, writes: 0 })
      if (kind === 'formVote') cookies.set(id, await cookieOf(baseUrl, place.school, id))
    }
  }
  const counts = { vote: 0, formVote: 0, reply: 0, checkIn: 0, message: 0, unanswered: 0 }
  const invited = new Set<string>()

  const step = async (base: string, line: Line) => {
    line.writes += 1
    const mark = markOf(line)
    line.sent.push(mark)
    const at = line.sent.length - 1
    try {
      await WRITE[line.kind](base, { place, line, mark, cookie: cookies.get(line.name) ?? '' })
    } catch (fault) {
      if (fault instanceof NotCalm) throw fault
      counts.unanswered += 1
      return false
    }
    counts[line.kind] += 1
    line.held = at
    if (line.kind === 'message') invited.add(mark)
    return true
  }
  return {
    school: place.school,
    cookie: [...cookies.values()][0] ?? '',
    counts,
    write: (base, goOn = false) => {
      let stopped = false
      let begin: () => void = () => undefined
      const begun = new Promise<void>((done) => {
        begin = done
      })
      const run = async (line: Line) => {
        while (!stopped) {
          if (await step(base, line)) begin()
          else if (!goOn) return
        }
      }
      const running = Promise.all(lines.map(run))
      // Thrown where it is awaited.
      running.catch(() => undefined)
      const stop = async () => {
        stopped = true
        await running
      }
      return { begun, stop }
    },
    writeOnce: async (base) => {
      for (const line of lines)
        if (!(await step(base, line))) throw new Error(`${line.kind} goes on to be refused`)
    },
    acknowledged: () => ({
      held: new Map(lines.map(({ name, held }) => [name, held])),
      invited: new Set(invited),
    }),
    lost: async (base, table, then) => {
      const found = await readAll(base, table, place, lines)
      const missing = lines.flatMap((line) => missingOf(line, found.marks.get(line.name), then))
      if (!then) for (const line of lines) settle(line, found.marks.get(line.name))
      return [...missing, ...messagesLost(found, then?.invited ?? invited)]
    },
  }
}

// biome-ignore lint/suspicious/noExplicitAny: answers are used by their fields
async function api(baseUrl: string, method: string, path: string, body?: unknown): Promise<any> {
  const answer = await fetch(`${baseUrl}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${TEST_TOKEN}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (answer.ok) return JSON.parse(text)
  const isCalm = /problem\+json/.test(answer.headers.get('content-type') ?? '')
  const said = `${method} ${path}: ${answer.status} ${text}`
  if (!isCalm || answer.status < 500) throw new NotCalm(said)
  throw new Error(said)
}

async function openSchool(baseUrl: string): Promise<Place> {
  const { id: school } = await api(baseUrl, 'POST', '/schools', {
    name: 'Puente Elementary',
    timeZone: 'America/New_York',
    languages: ['en', 'es'],
    defaultLanguage: 'en',
  })
  const workshop = (title: string, more: object = {}) =>
    api(baseUrl, 'POST', `/schools/${school}/workshops`, {
      title: { en: title },
      purpose: 'learning',
      durationMinutes: 60,
      presentationLanguage: 'en',
      ...more,
    })
  const days = Array.from({ length: OPTIONS }, (_, place) => new Date(Date.now() + (20 + place) * DAY))
  const poll = { options: days.map((start) => ({ start })), closesAt: new Date(Date.now() + 10 * DAY) }
  const [voted, held] = [await workshop('Reading'), await workshop('Counting', { seats: 1000 })]
  const { options } = await api(baseUrl, 'PUT', `/workshops/${voted.id}/poll`, poll)
  const other = await api(baseUrl, 'PUT', `/workshops/${held.id}/poll`, poll)
  const { sessions } = await api(baseUrl, 'POST', `/workshops/${held.id}/schedule`, {
    options: [other.options[0].id],
  })
  const ids = (options as { id: string }[]).map(({ id }) => id)
  return { school, poll: voted.id, options: ids, session: sessions[0].id }
}

async function cookieOf(baseUrl: string, school: string, family: string): Promise<string> {
  const { url } = await api(baseUrl, 'POST', `/schools/${school}/families/${family}/link`)
  const { pathname } = new URL(url)
  const opened = await fetch(baseUrl + pathname, { redirect: 'manual' })
  return (
    opened.headers
      .getSetCookie()
      .find((one) => one.startsWith('convite='))
      ?.split(';')[0] ?? ''
  )
}

/** The value to write, different from all written before. */
function markOf({ kind, name, writes }: Line): string {
  if (kind === 'formVote') {
    return Array.from({ length: OPTIONS }, (_, place) => VALUES[Math.floor(writes / 3 ** place) % 3]).join()
  }
  if (kind === 'checkIn') return `${writes % 61}+${Math.floor(writes / 61) % 61}`
  return kind === 'message' ? `m${writes}-${name}@example.org`.toLowerCase() : `call ${writes}`
}

type Writing = { place: Place; line: Line; mark: string; cookie: string }

const WRITE: Record<WriteKind, (baseUrl: string, writing: Writing) => Promise<unknown>> = {
  vote: (base, { place, line, mark }) =>
    api(base, 'PUT', `/workshops/${place.poll}/poll/ballots/${line.name}`, {
      answers: { [place.options[0] ?? '']: 'yes' },
      via: 'phone',
      recordedBy: mark,
    }),
  formVote: voteByForm,
  reply: (base, { place, line, mark }) =>
    api(base, 'PUT', `/sessions/${place.session}/replies/${line.name}`, {
      attending: true,
      adults: 1 + (line.writes % 3),
      access: mark,
    }),
  checkIn: (base, { place, line, mark }) => {
    const [adults, children] = mark.split('+').map(Number)
    return api(base, 'PUT', `/sessions/${place.session}/attendance/${line.name}`, { adults, children })
  },
  message: (base, { place, mark }) =>
    api(base, 'POST', `/schools/${place.school}/members`, { name: 'Ada', email: mark, role: 'helper' }),
}

async function voteByForm(base: string, { place, mark, cookie }: Writing): Promise<void> {
  const path = `/me/vote/${place.poll}`
  const shown = await calm(await fetch(base + path, { headers: { cookie } }))
  const answers = mark.split(',').map((value, at) => [`answers.${place.options[at]}`, value])
  const body = new URLSearchParams({ ...hiddenFields(shown), ...Object.fromEntries(answers) })
  const headers = { cookie, origin: base }
  const sent = await fetch(base + path, { method: 'POST', redirect: 'manual', headers, body })
  await calm(sent)
  if (sent.status !== 303) throw new NotCalm(`a vote by form: ${sent.status}`)
}

/** The page; an error page with a reference is a calm error. */
async function calm(answer: Response): Promise<string> {
  const page = await answer.text()
  if (answer.status < 400) return page
  const isPage = answer.status === 500 && page.includes('</html>')
  throw isPage ? new Error('a page of a fault') : new NotCalm(`a vote by form: ${answer.status} ${page}`)
}

type Found = { marks: Map<string, string>; members: Set<string>; outbox: Set<string> }

/** Everything that exists now: as the product returns it, and the outbox from the table. */
async function readAll(base: string, table: Table, place: Place, lines: readonly Line[]): Promise<Found> {
  const marks = new Map<string, string>()
  const [replies, attendance, team, messages] = await Promise.all([
    api(base, 'GET', `/sessions/${place.session}/replies`),
    api(base, 'GET', `/sessions/${place.session}/attendance`),
    api(base, 'GET', `/schools/${place.school}/members`),
    messagesOf(table, publicScope(place.school)),
  ])
  for (const { family, access } of replies.items) marks.set(family, access)
  for (const { family, adults, children } of attendance.items) marks.set(family, `${adults}+${children}`)
  for (const { kind, name } of lines) {
    if (kind !== 'vote' && kind !== 'formVote') continue
    const ballot = await api(base, 'GET', `/workshops/${place.poll}/poll/ballots/${name}`).catch(() => null)
    if (!ballot) continue
    const answers = place.options.map((option) => ballot.answers[option]).join()
    marks.set(name, kind === 'vote' ? ballot.recordedBy : answers)
  }
  const emails = (team.items as { email: string }[]).map(({ email }) => email)
  return { marks, members: new Set(emails), outbox: new Set(messages.map(({ to }) => to)) }
}

/** The acknowledged value must be there, or one that was sent after it. */
function missingOf(
  { kind, name, sent, held }: Line,
  found: string | undefined,
  then?: Acknowledged,
): string[] {
  if (kind === 'message') return []
  const since = then?.held.get(name) ?? held
  const may = since < 0 ? [undefined, ...sent] : sent.slice(since)
  return may.includes(found) ? [] : [`${kind} of ${name}: one of "${may.join('", "')}", and not "${found}"`]
}

// Once everything has ended, no unacknowledged write can still change it.
function settle(line: Line, found: string | undefined): void {
  line.held = found === undefined ? -1 : line.sent.lastIndexOf(found)
  line.sent = line.sent.slice(0, line.held + 1)
}

/** Each invitation that was acknowledged is in the outbox, and none is there without its member, nor the other way. */
function messagesLost({ members, outbox }: Found, invited: ReadonlySet<string>): string[] {
  const missing = [...invited].filter((to) => !outbox.has(to)).map((to) => `the message to ${to}`)
  const halves = [...members].filter((to) => !outbox.has(to)).map((to) => `the message to the member ${to}`)
  const others = [...outbox]
    .filter((to) => !members.has(to))
    .map((to) => `the member of the message to ${to}`)
  return [...missing, ...halves, ...others]
}
