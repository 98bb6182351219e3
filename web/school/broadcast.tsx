import type { Hono } from 'hono'
import { previewBroadcast, sendBroadcast } from '../../shared/delivery/broadcast.operations.ts'
import { Broadcast } from '../../shared/delivery/broadcast.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import {
  Button,
  CheckList,
  Choice,
  ErrorSummary,
  Field,
  Flag,
  Form,
  Select,
  TextArea,
} from '../components/form.tsx'
import { Facts, Notice } from '../components/parts.tsx'
import { WorkshopTitle } from '../components/workshop.tsx'
import { accept, attempt, type FormState, type SentForm } from '../form.ts'
import { direction } from '../messages/catalogue.ts'
import { languageOptions } from '../messages/choices.ts'
import { languageName, whenText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

type Preview = Awaited<ReturnType<typeof previewBroadcast>>
type BroadcastProps = {
  reader: Reader
  workshop: Workshop
  form: FormState
  /** Whether a machine that translates is switched on. */
  translates: boolean
  reach?: Preview | undefined
}

/** The page on which an organizer writes to the families of a workshop, with a preview of the audience. */
export function BroadcastPage({ reader, workshop, form, translates, reach }: BroadcastProps) {
  const { t } = reader
  return (
    <SchoolPage reader={reader} title={t('tell.title')}>
      <WorkshopTitle reader={reader} workshop={workshop} />
      <h2>{t('tell.title')}</h2>
      <ErrorSummary t={t} form={form} />
      <Form action={schoolRoutes.broadcast(workshop.id)}>
        <AudienceFields reader={reader} form={form} workshop={workshop} />
        <Words reader={reader} form={form} translates={translates} />
        {reach && <ReachPart reader={reader} reach={reach} form={form} />}
        {reach && <p>{t('tell.undo')}</p>}
        <div class="actions">
          {reach && (
            <Button name="send" value="yes">
              {t('tell.send')}
            </Button>
          )}
          <Button kind={reach ? 'quiet' : 'main'}>{t('tell.preview')}</Button>
        </div>
      </Form>
    </SchoolPage>
  )
}

/** The audience: all families, those that come to a session, or those without an answer; in some languages or all. */
function AudienceFields({ reader, form, workshop }: Pick<BroadcastProps, 'reader' | 'form' | 'workshop'>) {
  const { t, language, school } = reader
  const part = { t, form }
  const sessions = (workshop.sessions ?? []).filter(({ cancelled }) => !cancelled)
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return (
    <>
      <Choice
        {...part}
        name="to"
        legend={t('tell.to')}
        options={(['all', 'coming', 'unheard'] as const).map((value) => ({
          value,
          label: t(`tell.to.${value}`),
        }))}
        value={sessions.length ? 'coming' : 'all'}
      />
      {sessions.length > 0 && (
        <Select
          {...part}
          name="session"
          required
          label={t('workshop.when')}
          options={sessions.map(({ id, start, end }) => ({ value: id, label: whenText(start, end, place) }))}
        />
      )}
      <CheckList
        {...part}
        name="languages"
        legend={t('tell.languages')}
        options={languageOptions(language, school?.languages ?? [])}
        values={[]}
        inline
      />
    </>
  )
}

/** The text, in each of the school's languages. */
function Words({ reader, form, translates }: Pick<BroadcastProps, 'reader' | 'form' | 'translates'>) {
  const { t, language, school } = reader
  const part = { t, form }
  return (
    <>
      <p>{t('tell.wordsText')}</p>
      {(school?.languages ?? []).map((tag) => (
        <TextArea
          {...part}
          name={`words.${tag}`}
          label={t('tell.words', { language: languageName(tag, language) })}
          maxlength={600}
        />
      ))}
      {translates ? (
        <Flag form={form} name="translate" label={t('tell.translate')} />
      ) : (
        <p class="soft">{t('translation.off')}</p>
      )}
    </>
  )
}

type ReachProps = { reader: Reader; reach: Preview; form: FormState }

function ReachPart({ reader, reach, form }: ReachProps) {
  const { t, language } = reader
  const { families, email, sms, call, cents } = reach
  const people = email + sms + call
  const cost = new Intl.NumberFormat(language, { style: 'currency', currency: 'USD' }).format(cents / 100)
  return (
    <section>
      <h2>{t('tell.reach')}</h2>
      {people === 0 && <Notice tone="warning">{t('tell.nobody')}</Notice>}
      <Facts
        facts={[
          [t('tell.families'), String(families)],
          [t('about.channel.email'), String(email)],
          [t('about.channel.sms'), String(sms)],
          [t('tell.call'), String(call)],
          [t('tell.cost'), cost],
        ]}
      />
      <MachineWords reader={reader} reach={reach} />
      {people > 100 && (
        <Field
          t={t}
          form={form}
          name="confirmed"
          type="number"
          short
          required
          label={t('tell.confirm', { people })}
        />
      )}
    </section>
  )
}

function MachineWords({ reader: { t, language }, reach: { words, machine } }: Omit<ReachProps, 'form'>) {
  return (
    <>
      {machine.map((tag) => (
        <>
          <p class="soft">{t('tell.made', { language: languageName(tag, language) })}</p>
          <blockquote lang={tag} dir={direction(tag)}>
            <p>{words[tag]}</p>
          </blockquote>
        </>
      ))}
    </>
  )
}

type Shown = { form?: FormState; reach?: Preview | undefined }

async function answer(c: Visit, id: string, { form = {}, reach }: Shown = {}): Promise<Response> {
  organizerOf(c)
  const workshop = await readWorkshop(c.get('context'), id)
  const translates = c.get('services').translate !== undefined
  const page = <BroadcastPage reader={c.get('reader')} {...{ workshop, form, reach, translates }} />
  return show(c, page)
}

/** Registers the broadcasts. */
export function registerBroadcast(app: Hono<WebEnv>): void {
  const path = schoolRoutes.broadcast(':workshop')
  app.get(path, (c) => answer(c, c.req.param('workshop')))
  onPost(app, path, {
    by: organizerOf,
    schema: Broadcast,
    values: ({ values }) => withoutButton(values),
    run: async ({ c, context, params: { workshop }, form }, broadcast) => {
      const { translate } = c.get('services')
      if (!form.text('send')) return previewBroadcast(context, workshop, broadcast, translate)
      await sendBroadcast(context, workshop, broadcast, translate, 'after-undo')
      return undefined
    },
    done: ({ c, params, form: { typed } }, reach) =>
      reach ? answer(c, params.workshop, { form: { typed }, reach }) : schoolRoutes.notices(params.workshop),
    again: async ({ c, params, form: { values, text } }, form) => {
      const reach = text('send') ? await reachOf(c, params.workshop, values) : undefined
      return answer(c, params.workshop, { form, reach })
    },
  })
}

// A refused message is shown again beside its audience, where that can be computed.
async function reachOf(c: Visit, workshop: string, values: SentForm['values']): Promise<Preview | undefined> {
  const { translate } = c.get('services')
  const outcome = await attempt(async () =>
    previewBroadcast(c.get('context'), workshop, accept(Broadcast, withoutButton(values)), translate),
  )
  return 'value' in outcome ? outcome.value : undefined
}

const withoutButton = ({ send: _, ...fields }: SentForm['values']) => fields
