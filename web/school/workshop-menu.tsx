import { isInTime } from '../../shared/workshop/poll.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Button, Form, Hidden } from '../components/form.tsx'
import { MoreMenu } from '../components/menu.tsx'
import { localText, type Translator } from '../messages/catalogue.ts'
import { schoolRoutes } from '../school-routes.ts'
import { UndoButton } from './undo.tsx'
import type { WorkshopProps } from './workshop-view.ts'

/** What is rarely done with a workshop, behind one button that names it. */
export function WorkshopMenu({ reader, view }: WorkshopProps) {
  const { t, language } = reader
  const { workshop, now } = view
  const { id, status } = workshop
  return (
    <MoreMenu name={t('workshop.more', { title: localText(workshop.title, language) })}>
      {status === 'draft' && <AnnounceForm t={t} workshop={workshop} />}
      {status !== 'draft' && (
        <Form action={schoolRoutes.copyWorkshop(id)}>
          <Button kind="quiet">{t('plan.copy')}</Button>
        </Form>
      )}
      {status === 'voting' && <StopOrResume t={t} workshop={workshop} now={now} />}
      {status === 'held' && <UndoButton reader={reader} workshop={id} act="held" />}
      {status === 'draft' && <a href={schoolRoutes.deleteWorkshop(id)}>{t('plan.delete')}</a>}
      {status !== 'held' && status !== 'cancelled' && (
        <a class="late" href={schoolRoutes.cancelWorkshop(id)}>
          {t('plan.cancel')}
        </a>
      )}
    </MoreMenu>
  )
}

type ActProps = { t: Translator; workshop: Workshop }

function AnnounceForm({ t, workshop: { id, announced } }: ActProps) {
  return (
    <Form action={schoolRoutes.announceWorkshop(id)}>
      <Hidden name="announced" value={announced ? '' : 'yes'} />
      <Button kind="quiet">{t(announced ? 'plan.silence' : 'plan.announce')}</Button>
    </Form>
  )
}

function StopOrResume({ t, workshop: { id, poll }, now }: ActProps & { now: string }) {
  if (poll?.stoppedAt !== undefined && now < poll.closesAt) {
    return (
      <Form action={schoolRoutes.undoWorkshop(id)}>
        <Hidden name="act" value="stop" />
        <Button kind="quiet">{t('plan.resume')}</Button>
      </Form>
    )
  }
  if (!poll || !isInTime(poll, now)) return null
  return <a href={schoolRoutes.stopVote(id)}>{t('plan.stop')}</a>
}
