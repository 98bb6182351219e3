/** A moment at which very many families are told something. */
export type Scene = {
  name: string
  /** Of all schools that tell their families at the same second, 10:00 by their clock. */
  families: number
  schools: number
  /** Families of the largest of them. */
  largestSchool: number
  /** E-mails a second that the carrier agreed to. */
  mailsPerSecond: number
}

/** What happens in a second: in the whole deployment, and in the largest school. */
export type Rate = { all: number; school: number }
export type Second = { at: number; made: Rate; sent: Rate; opened: Rate }

/**
 * Who opens a message does so by two habits: a quarter at once (10 minutes in the mean), the others when they come to it
 * (10 hours). That is 32 in a hundred in the first hour, 59 in six, 93 in a day. Published figures of mailings to
 * very many people are 24–33 in the first hour, 53–61 in six and 78–86 in a day (GetResponse 2012, i-Emailer,
 * Inntopia's 4 million e-mails to 25 resorts, Experian 2012): ours is the steeper, and every family opens.
 */
export const OPENING = { atOnce: 0.25, atOnceSeconds: 600, laterSeconds: 36_000 }

// Families told a second, at most, by the one function that makes a notice's messages: 50 at a time, three round trips.
const MADE_PER_SECOND = 1000
// It works for 20 seconds; what is left of a large school the clock finds at the next minute.
const MAKING_SECONDS = 20
const CLOCK_SECONDS = 60
/** Messages that one sender hands over a second: ten at a time, with a carrier that takes a quarter of a second. */
export const SENT_PER_SECOND = 40
// Lambda begins to work a queue off with five functions, and adds 300 a minute up to the account's 1,000.
const FIRST_WORKERS = 5
const WORKERS_ADDED_PER_SECOND = 5
const MOST_WORKERS = 1000
// An account's table takes so many write units a second until Amazon is asked; a message that is made writes two.
const MADE_AT_MOST = 20_000

const BEGIN_HOUR = 10
const NIGHT = { from: 21, until: 8 }

/**
 * A wave second by second: messages are made school after school, sent as fast as senders and the carrier may between
 * 8:00 and 21:00, and opened. Ends when the last was sent, since openings only ebb from then on.
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

// What of a pool goes in a second, where it lasts so long in the mean.
function ebb(pools: Record<'atOnce' | 'later', number>, name: 'atOnce' | 'later', mean: number): number {
  const gone = pools[name] * (1 - Math.exp(-1 / mean))
  pools[name] -= gone
  return gone
}

function isNight(at: number): boolean {
  const hour = (BEGIN_HOUR + at / 3600) % 24
  return hour >= NIGHT.from || hour < NIGHT.until
}

// Rounding must not leave a millionth of a message behind.
const whole = (count: number) => (count < 1e-6 ? 0 : count)
