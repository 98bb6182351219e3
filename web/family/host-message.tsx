import type { Hono } from 'hono'
import { waitingIn } from '../../shared/delivery/audience.ts'
import {
  type HostMessagePreview,
  previewHostMessage,
  stopHostMessage,
  writeAsHost,
} from '../../shared/delivery/host-message.operations.ts'
import type { Notice as FamilyNotice } from '../../shared/message/notice.ts'
import { HostMessage } from '../../shared/message/notice-plan.ts'
import { CONFIRMED, ConfirmForm, EDITED, type SentFields } from '../components/confirm-form.tsx'
import { Button, Form, Hidden, TextArea } from '../components/form.tsx'
import { Page } from '../components/layout.tsx'
import { Notice } from '../components/parts.tsx'
import { ReachedFamilies } from '../components/reached-families.tsx'
import { unservedText } from '../components/waiting-text.ts'
import { WorkshopTitle } from '../components/workshop.tsx'
import type { FormState } from '../form.ts'
import type { Translator } from '../messages/catalogue.ts'
import { momentText } from '../messages/format.ts'
import { noticeWords } from '../messages/notice-words.ts'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { familyOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'

type FormProps = { t: Translator; form: FormState; action: string }

/** The form in which a host writes to the families that come to a session. */
export function HostMessageForm({ t, form, action }: FormProps) {
  return (
    <details open={form.typed?.text !== undefined}>
      <summary>{t('hosting.message')}</summary>
      <p>{t('hosting.messageText')}</p>
      <Form action={action}>
        <TextArea t={t} form={form} name="text" required label={t('hosting.messageWords')} maxlength={400} />
        <Button kind="quiet">{t('tell.preview')}</Button>
      </Form>
    </details>
  )
}

/** A host's message that has not left, with the button that stops it. */
export function WaitingHostMessage({ reader, notice }: { reader: Reader; notice: FamilyNotice }) {
  const { t, language, school } = reader
  const [step] = notice.steps
  if (!step) return null
  const when = momentText(step.due, { language, timeZone: school?.timeZone ?? 'UTC' })
  return (
    <Notice tone="done">
      <p>
        {t(reader.carriers.length > 0 ? 'undo.leavesOnly' : 'undo.waitsOnly', {
          what: t('hosting.messageWords'),
          when,
        })}{' '}
        {unservedText(reader)}
      </p>
      {Object.values(step.words ?? {})
        .slice(0, 1)
        .map((words) => (
          <blockquote>
            <bdi>{words}</bdi>
          </blockquote>
        ))}
      <Form action={familyRoutes.stopHostMessage(notice.workshop, notice.session ?? '')}>
        <Hidden name="id" value={notice.id} />
        <Button kind="quiet">{t('notices.withdraw')}</Button>
      </Form>
    </Notice>
  )
}

type PreviewProps = { reader: Reader; preview: HostMessagePreview; fields: SentFields }

/** Asks the host before the families that come are told: how many, by which ways, when, and the real text. */
function HostMessagePage({ reader, preview, fields }: PreviewProps) {
  const { t } = reader
  const { workshop, session, notice, audience } = preview
  const families = audience.families - waitingIn(audience.reached)
  const about = notice.steps.map((step) => ({ ...step, workshop: workshop.id, stand: notice.stand }))
  return (
    <Page reader={reader} title={t('hosting.message')}>
      <h1>{t('hosting.message')}</h1>
      <WorkshopTitle reader={reader} workshop={workshop} level={2} />
      <ReachedFamilies
        reader={reader}
        audience={audience}
        textIn={(given) =>
          about.flatMap((one) => noticeWords({ about: one, workshop, session }, given).lines)
        }
      />
      <ConfirmForm
        t={t}
        action={familyRoutes.hostMessage(workshop.id, session.id)}
        fields={[...fields, [CONFIRMED, 'yes']]}
        button={t('send.confirm', { families })}
        kind="main"
      />
    </Page>
  )
}

type Hosting = (c: Visit, workshop: string, form?: FormState, session?: string) => Promise<Response>

/** Registers a host's messages; `answer` shows the workshop again. */
export function registerHostMessages(app: Hono<WebEnv>, answer: Hosting): void {
  onPost(app, familyRoutes.hostMessage(':workshop', ':session'), {
    by: familyOf,
    schema: HostMessage,
    values: ({ values: { [CONFIRMED]: _, [EDITED]: _edit, ...values } }) => values,
    run: async ({ c, context, params, form }, message) => {
      const { translate } = c.get('services')
      if (form.text(EDITED)) return 'edited'
      if (!form.text(CONFIRMED)) return previewHostMessage(context, params, message, translate)
      await writeAsHost(context, params, message, { translate, release: 'after-undo' })
      return 'sent'
    },
    done: ({ c, params, form }, result) => {
      if (result === 'sent') return familyRoutes.hosting(params.workshop)
      if (result === 'edited') return answer(c, params.workshop, { typed: form.typed }, params.session)
      return show(c, <HostMessagePage reader={c.get('reader')} preview={result} fields={form.sent} />)
    },
    again: ({ c, params }, form) => answer(c, params.workshop, form, params.session),
  })
  onPost(app, familyRoutes.stopHostMessage(':workshop', ':session'), {
    by: familyOf,
    run: ({ context, params, form }) => stopHostMessage(context, params.workshop, form.text('id')),
    done: ({ params }) => `${familyRoutes.hosting(params.workshop)}?stopped`,
    again: ({ c, params }, { trouble }) =>
      answer(c, params.workshop, trouble ? { trouble } : {}, params.session),
  })
}
