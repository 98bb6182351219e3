import type { Hono } from 'hono'
import type { Context } from '../../shared/access/context.ts'
import { undoWithdrawNotice } from '../../shared/delivery/notice.operations.ts'
import { type Notice as FamilyNotice, hasBegun, type NoticeStep } from '../../shared/message/notice.ts'
import { undoCancelSession, undoCancelWorkshop } from '../../shared/session/cancellation.operations.ts'
import { undoSchedule } from '../../shared/session/decision.operations.ts'
import { undoMove } from '../../shared/session/move.operations.ts'
import { readSession } from '../../shared/session/session.operations.ts'
import { undoPoll, undoStopVote } from '../../shared/workshop/vote.operations.ts'
import { readWorkshop, undoHeld } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Button, ErrorSummary, Form, Hidden } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { Notice } from '../components/parts.tsx'
import { unservedText } from '../components/waiting-text.ts'
import type { FormState } from '../form.ts'
import type { MessageKey } from '../messages/catalogue.ts'
import { momentText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, type Visit, type WebEnv } from '../visit.ts'
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

const BUTTONS = {
  poll: 'undo.poll',
  schedule: 'undo.schedule',
  cancel: 'undo.cancelled',
  held: 'plan.notHeld',
  stop: 'plan.resume',
} as const satisfies Record<Act, MessageKey>

/** A button that undoes an act about a workshop. */
export function UndoButton({ reader, workshop, act }: { reader: Reader; workshop: string; act: Act }) {
  return (
    <Form action={schoolRoutes.undoWorkshop(workshop)}>
      <Hidden name="act" value={act} />
      <Button kind="quiet">{reader.t(BUTTONS[act])}</Button>
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
  const leaving = notices.filter((notice) => leavesLater(notice, now) && isCurrent(notice, workshop))
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

// A chosen time that was cancelled, or a vote that was decided, is no longer told, and can no longer be undone.
function isCurrent({ steps, session: id }: FamilyNotice, { status, sessions = [] }: Workshop): boolean {
  const kind = steps[0]?.kind
  if (kind === 'voteInvitation') return status === 'voting'
  if (kind === 'timeChosen' || kind === 'moved')
    return status === 'scheduled' && !sessions.some((one) => one.id === id && one.cancelled)
  return true
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

// Families read on their page what is planned, but not what is written to them.
const isOnPages = ({ kind }: NoticeStep) => kind !== 'broadcast' && kind !== 'hostMessage'

// Without any service nothing leaves by itself, and the rest of the sentence says so.
function leavesKey({ carriers }: Reader, step: NoticeStep) {
  if (carriers.length === 0) return isOnPages(step) ? 'undo.waits' : 'undo.waitsOnly'
  return isOnPages(step) ? 'undo.leaves' : 'undo.leavesOnly'
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
    <div class="notice done leaving no-print" role="status">
      <Icon name="clock" />
      <div>
        <p>
          {t(leavesKey(reader, step), { what, when: momentText(step.due, place) })} {unservedText(reader)}
        </p>
        {act ? (
          <UndoButton reader={reader} workshop={workshop.id} act={act} />
        ) : (
          <WithdrawForm reader={reader} workshop={workshop} notice={notice} step={step} />
        )}
      </div>
    </div>
  )
}

function WithdrawForm({ reader: { t }, workshop, notice, step }: LeavingProps & { step: NoticeStep }) {
  if (UNDO_SESSION[step.kind])
    return (
      <Form action={schoolRoutes.undoSession(notice.session ?? '')}>
        <Hidden name="act" value={step.kind} />
        <Button kind="quiet">{t(step.kind === 'moved' ? 'undo.moved' : 'undo.cancelled')}</Button>
      </Form>
    )
  return (
    <Form action={schoolRoutes.notices(workshop.id)}>
      {step.kind === 'changed' && <p>{t('undo.changeStays')}</p>}
      <Hidden name="id" value={notice.id} />
      <Hidden name="kind" value={step.kind} />
      <Button kind="quiet">{t('notices.withdraw')}</Button>
    </Form>
  )
}

/** What cannot be undone, and what can be done instead. */
export function UndoRefused({ reader: { t }, workshop, form }: RefusedProps) {
  const { status } = workshop
  return (
    <>
      <ErrorSummary t={t} form={form} />
      {form.trouble && (status === 'voting' || status === 'scheduled' || status === 'cancelled') && (
        <Notice>{t(`undo.instead.${status}`)}</Notice>
      )}
    </>
  )
}

type RefusedProps = Pick<UndoProps, 'reader' | 'workshop'> & { form: FormState }

type WorkshopPage = (c: Visit, workshop: string, form: FormState) => Promise<Response>

/** Registers the undo buttons; `answer` shows the workshop again where something cannot be undone. */
export function registerUndo(app: Hono<WebEnv>, answer: WorkshopPage): void {
  onPost(app, schoolRoutes.undoWorkshop(':workshop'), {
    by: organizerOf,
    run: async ({ context, params, form }) => {
      const act = form.text('act')
      const before = await readWorkshop(context, params.workshop)
      if (isAct(act)) await UNDO[act](context, params.workshop)
      return act === 'poll' && before.status === 'voting' ? before : undefined
    },
    done: ({ params }, asked) =>
      asked ? schoolRoutes.poll(asked.id) : `${schoolRoutes.workshop(params.workshop)}?done=undone`,
    again: ({ c, params }, form) => answer(c, params.workshop, form),
  })
  onPost(app, schoolRoutes.undoSession(':session'), {
    by: organizerOf,
    run: ({ context, params, form }) =>
      (form.text('act') === 'moved' ? undoMove : undoCancelSession)(context, params.session),
    done: (_, session) => `${schoolRoutes.workshop(session.workshop)}?done=undone`,
    again: async ({ c, context, params }, form) =>
      answer(c, (await readSession(context, params.session)).workshop, form),
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
