/** A moment at which very many families are notified. */
export type Scene = {
  name: string
  /** The families of all schools that notify at the same second, 10:00 on their clock. */
  families: number
  schools: number
  /** Families of the largest of them. */
  largestSchool: number
  /** The e-mails per second that the carrier allows. */
  mailsPerSecond: number
}

/** What happens in a second: in the whole deployment, and in the largest school. */
export type Rate = { all: number; school: number }
export type Second = { at: number; made: Rate; sent: Rate; opened: Rate }

/**
 * Readers open a message by two habits: a quarter soon (10 minutes in the mean), the others later (10 hours). That is
 * 32 in a hundred in the first hour, 59 in six, 93 in a day. Published figures of mailings to very many people are
 * 24–33 in the first hour, 53–61 in six and 78–86 in a day (GetResponse 2012, i-Emailer, Inntopia's 4 million e-mails
 * to 25 resorts, Experian 2012): ours is the steeper, and every family opens.
 */
export const OPENING = { atOnce: 0.25, atOnceSeconds: 600, laterSeconds: 36_000 }

// The families per second for which one function makes a notice's messages: 50 at a time, three round trips.
const MADE_PER_SECOND = 1000
// It works for 20 seconds; the scheduler finds the rest of a large school at the next minute.
const MAKING_SECONDS = 20
const CLOCK_SECONDS = 60
/** The messages per second of one sender: ten at a time, with a carrier that takes a quarter of a second. */
export const SENT_PER_SECOND = 40
// Lambda begins to poll a queue with five functions, and adds 300 a minute up to the account's 1,000.
const FIRST_WORKERS = 5
const WORKERS_ADDED_PER_SECOND = 5
const MOST_WORKERS = 1000
// The default quota of a table in write units per second; each message writes two.
const MADE_AT_MOST = 20_000

const BEGIN_HOUR = 10
const NIGHT = { from: 21, until: 8 }

/**
 * Simulates a wave second by second: messages are made school after school, sent as fast as senders and the carrier
 * allow between 8:00 and 21:00, and opened. Ends when the last is sent, since openings only ebb afterwards.
 */
export function* waveOf(scene: Scene): Generator<Second> {
  const share = scene.largestSchool / scene.families
  let unmade = scene.families
  let unmadeInSchool = scene.largestSchool
  let waiting = 0
  const pools = { atOnce: 0, later: 0 }
  for (let at = 0; unmade + waiting > 0; at++) {
    const workers = Math.min(MOST_WORKERS, FIRST_WORKERS + at * WORKERS_ADDED_PER_SECOND)
    const schoolsLeft = Math.ceil((unmade / scene.families) * scene.schools)
    const isAtIt = scene.schools > 1 || at % CLOCK_SECONDS < MAKING_SECONDS
    const makers = isAtIt ? Math.min(workers, schoolsLeft) : 0
    const made = Math.min(unmade, makers * MADE_PER_SECOND, MADE_AT_MOST)
    const madeInSchool = Math.min(unmadeInSchool, made, MADE_PER_SECOND)
    unmade = whole(unmade - made)
    unmadeInSchool -= madeInSchool
    waiting += made
    const free = (workers - makers) * SENT_PER_SECOND
    const sent = isNight(at) ? 0 : Math.min(waiting, scene.mailsPerSecond, free)
    waiting = whole(waiting - sent)
    pools.atOnce += sent * OPENING.atOnce
    pools.later += sent * (1 - OPENING.atOnce)
    const opened = ebb(pools, 'atOnce', OPENING.atOnceSeconds) + ebb(pools, 'later', OPENING.laterSeconds)
    yield {
      at,
      made: { all: made, school: madeInSchool },
      sent: { all: sent, school: sent * share },
      opened: { all: opened, school: opened * share },
    }
  }
}

// The part of a pool that goes in a second, given its mean lifetime in seconds.
function ebb(pools: Record<'atOnce' | 'later', number>, name: 'atOnce' | 'later', mean: number): number {
  const gone = pools[name] * (1 - Math.exp(-1 / mean))
  pools[name] -= gone
  return gone
}

function isNight(at: number): boolean {
  const hour = (BEGIN_HOUR + at / 3600) % 24
  return hour >= NIGHT.from || hour < NIGHT.until
}

// Rounding must not leave a fraction of a message behind.
const whole = (count: number) => (count < 1e-6 ? 0 : count)
