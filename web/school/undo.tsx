import type { Hono } from 'hono'
import type { Context } from '../../shared/access/context.ts'
import { undoWithdrawNotice } from '../../shared/delivery/notice.operations.ts'
import { type Notice as FamilyNotice, hasBegun, type NoticeStep } from '../../shared/message/notice.ts'
import { undoCancelSession, undoCancelWorkshop } from '../../shared/session/cancellation.operations.ts'
import { undoSchedule } from '../../shared/session/decision.operations.ts'
import { undoMove } from '../../shared/session/move.operations.ts'
import { wallTimeAt } from '../../shared/time/wall-time.ts'
import { undoPoll, undoStopVote } from '../../shared/workshop/vote.operations.ts'
import { readWorkshop, undoHeld } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Button, Form, Hidden } from '../components/form.tsx'
import { Notice } from '../components/parts.tsx'
import { momentText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, type WebEnv } from '../visit.ts'
import { noticeKindOf } from './notices.tsx'

const UNDO = {
  poll: undoPoll,
  schedule: undoSchedule,
  cancel: undoCancelWorkshop,
  held: undoHeld,
  stop: undoStopVote,
} as const satisfies Record<string, (context: Context, workshop: string) => Promise<Workshop>>

/** An act about a workshop that can be undone while nobody was told. */
export type Act = keyof typeof UNDO

const isAct = (text: string): text is Act => Object.hasOwn(UNDO, text)

/** A button that undoes an act about a workshop. */
export function UndoButton({ reader, workshop, act }: { reader: Reader; workshop: string; act: Act }) {
  return (
    <Form action={schoolRoutes.undoWorkshop(workshop)}>
      <Hidden name="act" value={act} />
      <Button kind="quiet">{reader.t(act === 'held' ? 'plan.notHeld' : 'undo.button')}</Button>
    </Form>
  )
}

type UndoProps = {
  reader: Reader
  workshop: Workshop
  notices: readonly FamilyNotice[]
  now: string
  /** The act that was just done, from the query. */
  done: string | undefined
}

/** The act that was just done, its unsent messages, and the undo button. */
export function UndoNotices({ reader, workshop, notices, now, done }: UndoProps) {
  const { t } = reader
  const leaving = notices.filter((notice) => leavesLater(notice, now))
  const acts = new Set(leaving.map((notice) => actOf(notice, workshop)))
  return (
    <>
      {done === 'undone' && <Notice tone="done">{t('undo.done')}</Notice>}
      {done !== undefined && isAct(done) && !acts.has(done) && (
        <Notice tone="done">
          {t(`done.${done}`)} <UndoButton reader={reader} workshop={workshop.id} act={done} />
        </Notice>
      )}
      {leaving.map((notice) => (
        <Leaving reader={reader} workshop={workshop} notice={notice} />
      ))}
    </>
  )
}

const NEWS = new Set<NoticeStep['kind']>([
  'voteInvitation',
  'timeChosen',
  'moved',
  'changed',
  'cancelled',
  'hostMessage',
  'broadcast',
])

function leavesLater(notice: FamilyNotice, now: string): boolean {
  const [first] = notice.steps
  if (!first || !NEWS.has(first.kind)) return false
  return !hasBegun(notice) && first.due > now && !notice.withdrawn.includes(first.kind)
}

function actOf({ steps }: FamilyNotice, { status }: Workshop): Act | undefined {
  switch (steps[0]?.kind) {
    case 'voteInvitation':
      return 'poll'
    case 'timeChosen':
      return 'schedule'
    case 'cancelled':
      return status === 'cancelled' ? 'cancel' : undefined
    default:
      return undefined
  }
}

/** What undoes an act about a session, by the news of it. */
const UNDO_SESSION: Partial<Record<NoticeStep['kind'], typeof undoMove>> = {
  cancelled: undoCancelSession,
  moved: undoMove,
}

type LeavingProps = Pick<UndoProps, 'reader' | 'workshop'> & { notice: FamilyNotice }

function Leaving({ reader, workshop, notice }: LeavingProps) {
  const { t, language, school } = reader
  const [step] = notice.steps
  if (!step) return null
  const act = actOf(notice, workshop)
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  const what = t(`notices.kind.${step.kind}`)
  return (
    <Notice tone="done">
      <p>{t('undo.leaves', { what, when: momentText(step.due, place) })}</p>
      {act ? (
        <UndoButton reader={reader} workshop={workshop.id} act={act} />
      ) : UNDO_SESSION[step.kind] ? (
        <Form action={schoolRoutes.undoSession(notice.session ?? '')}>
          <Hidden name="act" value={step.kind} />
          <Button kind="quiet">{t('undo.button')}</Button>
        </Form>
      ) : (
        <Form action={schoolRoutes.notices(workshop.id)}>
          <Hidden name="id" value={notice.id} />
          <Hidden name="kind" value={step.kind} />
          <Button kind="quiet">{t('notices.withdraw')}</Button>
        </Form>
      )}
    </Notice>
  )
}

// The times that were asked about go back into the form.
function pollAgain(workshop: Workshop | undefined): string {
  const times = (workshop?.poll?.options ?? []).map(({ start, timeZone }) => wallTimeAt(start, timeZone))
  const query = new URLSearchParams(times.map((time) => ['suggested', time]))
  return `${schoolRoutes.poll(workshop?.id ?? '')}?${query}`
}

/** Registers the undo buttons. */
export function registerUndo(app: Hono<WebEnv>): void {
  onPost(app, schoolRoutes.undoWorkshop(':workshop'), {
    by: organizerOf,
    run: async ({ context, params, form }) => {
      const act = form.text('act')
      const before = await readWorkshop(context, params.workshop)
      if (isAct(act)) await UNDO[act](context, params.workshop)
      return act === 'poll' && before.status === 'voting' ? before : undefined
    },
    done: ({ params }, asked) =>
      asked ? pollAgain(asked) : `${schoolRoutes.workshop(params.workshop)}?done=undone`,
  })
  onPost(app, schoolRoutes.undoSession(':session'), {
    by: organizerOf,
    run: ({ context, params, form }) =>
      (form.text('act') === 'moved' ? undoMove : undoCancelSession)(context, params.session),
    done: (_, session) => `${schoolRoutes.workshop(session.workshop)}?done=undone`,
  })
  onPost(app, schoolRoutes.undoWithdraw(':workshop'), {
    by: organizerOf,
    run: async ({ context, params, form }) => {
      const kind = noticeKindOf(form.text('kind'))
      if (kind) await undoWithdrawNotice(context, params.workshop, { id: form.text('id'), kind })
    },
    done: ({ params }) => schoolRoutes.notices(params.workshop),
  })
}
