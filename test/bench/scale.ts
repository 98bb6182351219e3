// `npm run scale`: the load of a district of 100,000 families, and of 100,000 schools, on the table's partitions, how
// long crowds take, and the bill. The units of acts are measured on the embedded engine at two sizes; their arrival is
// modelled.
import { startEngine } from '../../infra/local/engine.ts'
import { type Access, accessesAt, type Load } from './access.ts'
import { measureActions } from './actions.ts'
import { billOf } from './bill.ts'
import {
  type Burden,
  burdenOf,
  type Doing,
  ITEM_BYTES,
  mainActs,
  PARTITION_READS,
  PARTITION_WRITES,
  peakOf,
  tooHot,
  tooLarge,
} from './burden.ts'
import { type Drain, type DrainLimit, drainOf, limitsOn } from './drain.ts'
import { markdownTable } from './markdown.ts'
import { measureAccesses } from './measured-accesses.ts'
import { type Rate, type Scene, SENT_PER_SECOND, waveOf } from './wave.ts'

const SIZES = { few: 100, many: 400 }
const SCENES: readonly Scene[] = [
  {
    name: '150 schools, a poll each',
    families: 100_000,
    schools: 150,
    largestSchool: 2000,
    mailsPerSecond: 200,
  },
  { name: 'one poll of 100,000', families: 100_000, schools: 1, largestSchool: 100_000, mailsPerSecond: 200 },
  // One in eight of 100,000 schools notifies its 400 families in the same second.
  {
    name: '100,000 schools',
    families: 5_000_000,
    schools: 12_500,
    largestSchool: 5000,
    mailsPerSecond: 4000,
  },
]
// The share of those who open a message and answer it in the same visit.
const ANSWERING = 0.6
// A team opens results or a checklist every ten seconds during a wave.
const TEAM_LOOKS = 0.1
// The writes of one importer per second, see functions/background-jobs.ts, and the number of concurrent importers.
const IMPORT_PACE = 800
const IMPORTERS = 1000
const SES_FIRST_RATE = 14
// See infra/aws/counting.ts, and the packings of shared/poll and shared/family.
const COUNTED_EVERY_SECONDS = 5
const COPY_PARTS = 64
// The scheduler finds 250 items a minute in each of 64 shards of the index, see shared/message.
const FOUND_A_MINUTE = 64 * 250
const SHOWN = 6

const engine = await startEngine()
try {
  const few = await measureAccesses(engine.endpoint, SIZES.few)
  const many = await measureAccesses(engine.endpoint, SIZES.many)
  const at = (families: number) =>
    new Map(accessesAt(few, many, families).map((access) => [access.name, access]))
  const peaks = SCENES.map((scene) =>
    peakIn(scene, at(scene.largestSchool), at(scene.families / scene.schools)),
  )
  console.log(peakTable(peaks))
  for (const [place, scene] of SCENES.entries()) console.log(partitionTable(scene, peaks[place]?.peak))
  console.log(drainTable(SCENES.map((scene) => at(scene.largestSchool))))
  console.log(itemTable(at(100_000)))
  console.log(billTable(await measureActions(engine.endpoint)))
  verdict(peaks, at)
} finally {
  await engine.stop()
}

type Accesses = ReadonlyMap<string, Access>
type Peak = { scene: Scene; peak: Burden; sentAfter: number; madeAfter: number }

function named(accesses: Accesses, name: string): Access {
  const access = accesses.get(name)
  if (!access) throw new Error(`nothing was measured of: ${name}`)
  return access
}

// Two waves on different days, after the opening of a poll and after its decision, and an import of all families.
function peakIn(scene: Scene, largest: Accesses, mean: Accesses): Peak {
  let [sentAfter, madeAfter] = [0, 0]
  const doing = (name: string, rate: Rate) => ({
    access: named(largest, name),
    mean: named(mean, name),
    rate,
  })
  // Markers are removed one by one; a part of a copy is written once for all that wait.
  const counting = (name: string, rate: Rate) => [
    only(doing(name, rate), (load) => !isOfCopy(load)),
    only(doing(name, inBatches(rate, scene.schools)), isOfCopy),
  ]
  const looks: Rate = { all: TEAM_LOOKS * scene.schools, school: TEAM_LOOKS }
  const clock: Rate = { all: 1 / 60, school: 0 }
  function* burdens() {
    for (const { at, made, sent, opened } of waveOf(scene)) {
      if (made.all > 0) madeAfter = at + 1
      if (sent.all > 0) sentAfter = at + 1
      const answered = { all: opened.all * ANSWERING, school: opened.school * ANSWERING }
      const told = [
        doing('a message is made', made),
        doing('a message is sent', sent),
        doing('the clock looks for what is due', clock),
      ]
      yield burdenOf([
        ...told,
        doing('a family opens its link', opened),
        doing('a family votes', answered),
        ...counting('a vote is counted', answered),
        doing('the team looks at results', looks),
      ])
      yield burdenOf([
        ...told,
        doing('a family replies', opened),
        doing('the team looks at a checklist', looks),
      ])
    }
    const importing = { all: Math.min(IMPORTERS, scene.schools) * IMPORT_PACE, school: IMPORT_PACE }
    const jobs = { all: Math.min(IMPORTERS, scene.schools), school: 1 }
    const going = [doing('a family is imported', importing), doing('an import goes on for a second', jobs)]
    yield { ...burdenOf(going), reads: 0, writes: 0 }
    const changing = { all: importing.all / 2, school: importing.school / 2 } // a change is written in a transaction
    yield { ...burdenOf([doing('a family is changed by an import', changing)]), reads: 0, writes: 0 }
  }
  const peak = peakOf(burdens())
  return { scene, peak, sentAfter, madeAfter }
}

function isOfCopy({ pattern }: Load): boolean {
  return pattern.endsWith('#PACKED')
}

function only({ access, mean, rate }: Doing, wanted: (load: Load) => boolean): Doing {
  const of = (one: Access) => ({ ...one, loads: one.loads.filter(wanted) })
  return { access: of(access), mean: of(mean), rate }
}

// Ballots are collected for five seconds, after which each of the 64 parts of a copy is written once at most.
function inBatches({ all, school }: Rate, schools: number): Rate {
  const most = COPY_PARTS / COUNTED_EVERY_SECONDS
  return { all: Math.min(all, schools * most), school: Math.min(school, most) }
}

function peakTable(peaks: readonly Peak[]): string {
  const rows: [string, (peak: Peak) => string][] = [
    ['families told at the same second', ({ scene }) => whole(scene.families)],
    ['e-mails a second that SES agreed to', ({ scene }) => whole(scene.mailsPerSecond)],
    ['all messages made after', ({ madeAfter }) => duration(madeAfter)],
    ['all messages sent after', ({ sentAfter }) => duration(sentAfter)],
    [
      'requests a second at the height, of 500 that our gateway lets through',
      ({ peak }) => whole(peak.requests),
    ],
    ['write units a second of the table', ({ peak }) => whole(peak.writes)],
    ['read units a second of the table', ({ peak }) => whole(peak.reads)],
  ]
  return markdownTable(
    ['', ...peaks.map(({ scene }) => scene.name)],
    rows.map(([name, told]) => [name, ...peaks.map(told)]),
  )
}

function partitionTable(scene: Scene, peak: Burden | undefined): string {
  const rows = (peak?.partitions ?? [])
    .slice(0, SHOWN)
    .map((hot) => [
      `\`${hot.pattern}\`${hot.index ? ` of the index \`${hot.index}\`` : ''}`,
      whole(hot.writes),
      whole(hot.reads),
      mainActs(hot).join(', '),
    ])
  return markdownTable([`${scene.name}: the hottest partitions`, 'WCU/s', 'RCU/s', 'by'], rows)
}

function drainTable(accesses: readonly Accesses[]): string {
  const count = 100_000
  const share = ({ largestSchool, families }: Scene) => largestSchool / families
  const scenes = SCENES.map((scene, place) => ({ scene, of: accesses[place] ?? new Map<string, Access>() }))
  const cells = (limits: (scene: Scene, of: Accesses) => DrainLimit[]) =>
    scenes.map(({ scene, of }) => drainText(drainOf(count, limits(scene, of))))
  const sending = (mails: number) => (scene: Scene, of: Accesses) => [
    ...limitsOn(named(of, 'a message is sent'), share(scene)),
    { name: `${mails} e-mails a second`, perSecond: mails },
    { name: 'senders at once', perSecond: IMPORTERS * SENT_PER_SECOND },
  ]
  const rows = [
    ['100,000 votes', ...cells((scene, of) => limitsOn(named(of, 'a family votes'), share(scene)))],
    ['100,000 messages, SES as it begins', ...cells(sending(SES_FIRST_RATE))],
    ['100,000 messages, as agreed', ...cells((scene, of) => sending(scene.mailsPerSecond)(scene, of))],
    [
      '100,000 messages that waited for the morning',
      ...cells((scene, of) => [
        ...sending(scene.mailsPerSecond)(scene, of),
        { name: 'what the clock finds a minute', perSecond: FOUND_A_MINUTE / 60 },
      ]),
    ],
    [
      '100,000 families imported',
      ...cells((scene, of) => [
        ...limitsOn(named(of, 'a family is imported'), share(scene)),
        { name: 'the importer’s pace', perSecond: IMPORT_PACE / share(scene) },
      ]),
    ],
  ]
  rows.push([
    '100,000 schools founded',
    ...cells((scene, of) => limitsOn(named(of, 'a school is founded'), 1 / scene.schools)),
  ])
  return markdownTable(['at once', ...SCENES.map(({ name }) => name)], rows)
}

function drainText({ seconds, bound }: Drain): string {
  return `${duration(seconds)}: ${bound.name}`
}

function itemTable(accesses: Accesses): string {
  const largest = new Map<string, number>()
  for (const { pattern, bytes } of [...accesses.values()].flatMap(({ loads }) => loads))
    largest.set(pattern, Math.max(largest.get(pattern) ?? 0, bytes))
  const rows = [...largest]
    .sort(([, one], [, other]) => other - one)
    .slice(0, SHOWN)
    .map(([pattern, bytes]) => [`\`${pattern}\``, whole(bytes)])
  return markdownTable(['largest items at 100,000 families', 'bytes'], rows)
}

function billTable(actions: Parameters<typeof billOf>[0]): string {
  // Measured at a school of 400 families.
  const sizes = [100_000 / 400, 100_000]
  const bills = sizes.map((schools) => billOf(actions, schools))
  const money = (amount: number) => amount.toLocaleString('en', { maximumFractionDigits: 0 })
  const rows = (bills[0] ?? []).map(({ name }, place) => [
    name,
    ...bills.map((lines) => money(lines[place]?.dollars ?? 0)),
  ])
  const together = bills.map((lines) => money(lines.reduce((sum, { dollars }) => sum + dollars, 0)))
  return markdownTable(
    ['US dollars a month', '100,000 families', '100,000 schools of 400'],
    [...rows, ['together', ...together]],
  )
}

function verdict(peaks: readonly Peak[], at: (families: number) => Accesses): void {
  const hot = peaks.flatMap(({ scene, peak }) =>
    tooHot(peak).map(
      ({ pattern, index, writes, reads }) =>
        `${scene.name}: ${pattern}${index ? ` of ${index}` : ''} has ${whole(writes)} WCU/s and ${whole(reads)} RCU/s`,
    ),
  )
  const large = tooLarge([...at(100_000).values()]).map(
    ({ pattern, bytes }) => `${pattern} has an item of ${whole(bytes)} bytes`,
  )
  const say = (faults: readonly string[], rule: string) =>
    console.log(
      faults.length === 0 ? `\nHolds: ${rule}.` : `\nDOES NOT HOLD: ${rule}.\n  ${faults.join('\n  ')}`,
    )
  say(hot, `no partition over ${PARTITION_WRITES} WCU/s or ${PARTITION_READS} RCU/s`)
  say(large, `no item over ${ITEM_BYTES / 1000} KB`)
  if (hot.length + large.length > 0) process.exitCode = 1
}

function whole(count: number): string {
  return Math.ceil(count).toLocaleString('en')
}

function duration(seconds: number): string {
  if (seconds < 120) return `${Math.ceil(seconds)} s`
  return seconds < 7200 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`
}
