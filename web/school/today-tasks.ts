import type { Introductions } from '../../shared/household/introduction.operations.ts'
import type { OpenTie } from '../../shared/household/tie.operations.ts'
import type { Logistics } from '../../shared/logistics/logistics.operations.ts'
import type { UnsentMessages } from '../../shared/message/message-count.ts'
import { dayAt } from '../../shared/time/instant.ts'
import type { PollResults } from '../../shared/workshop/results.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import type { IconName } from '../components/icon.tsx'
import { QUESTIONS } from '../components/questions.tsx'
import { localText } from '../messages/catalogue.ts'
import { listText, momentText } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { rowTitle } from './checklist-row.tsx'
import { type Row, rowsOf } from './checklist-rows.ts'
import { dueText } from './checklist-view.ts'
import { AREA_ICONS } from './readiness.tsx'

/** A vote that families can still answer, or that is over and waits for a decision, with its counts. */
export type VoteUnderWay<Results = PollResults> = {
  workshop: Workshop
  closesAt: string
  isOver: boolean
  results: Results
}

/** Work from which the tasks of the day follow; helpers see checklists only. */
export type Work<Results = PollResults> = {
  checklists: readonly Logistics[]
  votes: readonly VoteUnderWay<Results>[]
  drafts: readonly Workshop[]
  /** Workshops of which the host changed the words, unseen by the team. */
  reworded: readonly Workshop[]
  /** Workshops about which the host wrote to the school, unread by the team, with the instant of the newest note. */
  hostNotes: readonly { workshop: Workshop; at: string }[]
  /** What families ask and nobody has answered, each with its workshop. */
  questions: readonly { workshop: Workshop; count: number }[]
  /** Whether a workshop is beyond its draft. */
  hasBegun: boolean
  /** The proposals that wait for an answer, each with the instant by which it was promised. */
  proposals: readonly { title: string; answerBy?: string | undefined }[]
  /** How many families wait for a call, and how many for a letter. */
  calls: number
  letters: number
  unsent?: UnsentMessages | undefined
  /** Where a roster differs from the families. */
  ties: readonly OpenTie[]
  /** Families that introduced themselves and wait for an answer, the first first. */
  introduced?: Introductions | undefined
}

/** Something that needs a person now. `due` (YYYY-MM-DD) and `tone` give its place. */
export type Task = {
  icon: IconName
  tone: 'late' | 'recheck' | 'plain'
  title: string
  about: string
  due: string
  by: string
  href: string
  action: string
  /** What is done in one tap, in place of opening it. */
  confirm?: { checklist: Logistics; row: Row }
}

// What has no date comes after what has one.
const NO_DATE = '9999-12-31'
const TONES = ['late', 'recheck', 'plain'] as const

/** The tasks of the day: what is late first, then what has to be checked again, then the rest, each by its date. */
export function tasksOf(reader: Reader, work: Work<unknown>): Task[] {
  const tasks = [
    ...work.checklists.flatMap((checklist) => checklistTasks(reader, checklist)),
    ...work.checklists.filter(isLastOfEnded).map((checklist) => endedTask(reader, checklist)),
    ...work.votes.filter(({ isOver }) => isOver).map((vote) => decisionTask(reader, vote)),
    ...work.reworded.map((one) =>
      readingTask(reader, 'reworded', { workshop: one, at: one.rewordedAt ?? '' }),
    ),
    ...work.hostNotes.map((note) => readingTask(reader, 'hostNote', note)),
    ...introductionTasks(reader, work),
    ...work.questions.map((asked) => questionTask(reader, asked)),
    ...proposalTasks(reader, work),
    ...inboxTasks(reader, work),
    ...work.drafts.map((workshop) => draftTask(reader, workshop)),
  ]
  return tasks.sort(
    (one, other) =>
      TONES.indexOf(one.tone) - TONES.indexOf(other.tone) ||
      (one.due < other.due ? -1 : one.due > other.due ? 1 : 0),
  )
}

const lastDay = ({ session, timeZone }: Pick<Logistics, 'session' | 'timeZone'>) =>
  dayAt(session.end, timeZone)

/** Whether a session's day has passed: its evening still belongs to the door. */
export function isPast(checklist: Pick<Logistics, 'session' | 'timeZone' | 'today'>): boolean {
  return lastDay(checklist) < checklist.today
}

function isLastOfEnded(checklist: Logistics): boolean {
  const { session, workshop } = checklist
  const live = (workshop.sessions ?? []).filter(({ cancelled }) => !cancelled)
  return isPast(checklist) && live.every(({ end }) => end <= session.end)
}

/** Asks whether what is over took place. */
function endedTask(reader: Reader, checklist: Logistics): Task {
  const { t, language } = reader
  const { workshop, today } = checklist
  return {
    icon: 'calendar',
    tone: 'recheck',
    title: localText(workshop.title, language),
    about: t('today.ended'),
    due: lastDay(checklist),
    by: dueText(reader, lastDay(checklist), today, false),
    href: schoolRoutes.workshop(workshop.id),
    action: t('today.openButton'),
  }
}

function checklistTasks(reader: Reader, checklist: Logistics): Task[] {
  const { session, workshop, items, today } = checklist
  return (
    rowsOf(items)
      .filter((row) => row.late || row.status === 'recheck')
      // What had to be done before a session can no longer be done after it.
      .filter((row) => !isPast(checklist) || row.due > lastDay(checklist))
      .map((row) => ({
        icon: AREA_ICONS[row.area],
        tone: row.late ? ('late' as const) : ('recheck' as const),
        title: rowTitle(reader, row),
        about: [localText(workshop.title, reader.language), amountText(reader, row)]
          .filter(Boolean)
          .join(' · '),
        due: row.due,
        by: dueText(reader, row.due, today, true),
        href: `${schoolRoutes.checklist(session.id)}#${row.id}`,
        action: reader.t('today.openButton'),
        ...(!row.late && { confirm: { checklist, row } }),
      }))
  )
}

const amountText = ({ t }: Reader, { items, confirmed, needed }: Row) =>
  items[0]?.unit === 'task' ? '' : t('checklist.needed', { confirmed, needed })

function decisionTask({ t, language, school }: Reader, { workshop, closesAt }: VoteUnderWay<unknown>): Task {
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return {
    icon: 'calendar',
    tone: 'recheck',
    title: localText(workshop.title, language),
    about: t('today.decide'),
    due: closesAt.slice(0, 10),
    by: closesAt && momentText(closesAt, place),
    href: schoolRoutes.results(workshop.id),
    action: t('today.decideButton'),
  }
}

const READING_ICONS = { reworded: 'pencil', hostNote: 'message' } as const

/** Asks to read what a host wrote, in the words of the workshop or to the school. */
function readingTask(
  { t, language, school }: Reader,
  about: keyof typeof READING_ICONS,
  { workshop, at }: Work['hostNotes'][number],
): Task {
  return {
    icon: READING_ICONS[about],
    tone: 'recheck',
    title: localText(workshop.title, language),
    about: t(`today.${about}`),
    due: at.slice(0, 10),
    by: momentText(at, { language, timeZone: school?.timeZone ?? 'UTC' }),
    href: schoolRoutes.workshop(workshop.id),
    action: t('today.openButton'),
  }
}

/** Questions of families about one workshop. */
function questionTask({ t, language }: Reader, { workshop, count }: Work['questions'][number]): Task {
  return {
    icon: 'people',
    tone: 'plain',
    title: t('today.question', { count }),
    about: localText(workshop.title, language),
    due: NO_DATE,
    by: '',
    href: `${schoolRoutes.workshop(workshop.id)}#${QUESTIONS}`,
    action: t('today.questionButton'),
  }
}

/** New families, in one line: they were promised an answer by a day, and are late after it. */
function introductionTasks(reader: Reader, { introduced }: Pick<Work<unknown>, 'introduced'>): Task[] {
  const { t, language } = reader
  const { introductions = [], today = '' } = introduced ?? {}
  const [due] = introductions.map(({ answerBy }) => answerBy).sort()
  if (due === undefined) return []
  return [
    {
      icon: 'people',
      tone: due < today ? 'late' : 'plain',
      title: t('today.introductions', { count: introductions.length }),
      about: listText(
        introductions.map(({ name }) => name),
        language,
      ),
      due,
      by: dueText(reader, due, today, true),
      href: schoolRoutes.introductions(),
      action: t('today.introductionsButton'),
    },
  ]
}

/** What parents want to teach, in one line: they were promised an answer by a day, and it is late after it. */
function proposalTasks(reader: Reader, { proposals }: Pick<Work<unknown>, 'proposals'>): Task[] {
  const { t, language, today, school } = reader
  const titles = proposals.map(({ title }) => title)
  const [title] = titles
  if (title === undefined) return []
  const [by] = proposals.flatMap(({ answerBy }) => answerBy ?? []).sort()
  const due = by === undefined ? NO_DATE : dayAt(by, school?.timeZone ?? 'UTC')
  const count = titles.length
  return [
    {
      icon: 'star',
      tone: due < today ? 'late' : 'plain',
      title: t('today.proposals', { count, title }),
      about: count > 1 ? listText(titles, language) : t('today.proposalPromise'),
      due,
      by: by === undefined ? '' : dueText(reader, due, today, true),
      href: schoolRoutes.proposals(),
      action: t('today.proposalsButton'),
    },
  ]
}

/** Whom to call, and what waits to go out. */
function inboxTasks({ t }: Reader, { calls, letters, unsent }: Work<unknown>): Task[] {
  const plain = { tone: 'plain', due: NO_DATE, by: '', about: '' } as const
  return [
    ...(calls + letters > 0
      ? [
          {
            ...plain,
            icon: 'phone' as const,
            title: [
              calls > 0 && t('today.calls', { count: calls }),
              letters > 0 && t('today.letters', { count: letters }),
            ]
              .filter(Boolean)
              .join(' · '),
            href: schoolRoutes.calls(),
            action: t('today.callsButton'),
          },
        ]
      : []),
    ...(unsent && unsent.messages > 0 ? [{ ...plain, ...unsentTask(t, unsent) }] : []),
  ]
}

function unsentTask(t: Reader['t'], { messages, families, why, isPartial }: UnsentMessages) {
  return {
    icon: 'envelope' as const,
    title: t('today.unsent', { messages, families }),
    about: [t(`today.unsent.${why}`), isPartial && t('today.unsent.older')].filter(Boolean).join(' '),
    href: schoolRoutes.outbox(),
    action: t('today.unsentButton'),
  }
}

function draftTask({ t, language }: Reader, workshop: Workshop): Task {
  return {
    icon: 'calendar',
    tone: 'plain',
    title: localText(workshop.title, language),
    about: t('today.draft'),
    due: NO_DATE,
    by: '',
    href: schoolRoutes.workshop(workshop.id),
    action: t('today.draftButton'),
  }
}
