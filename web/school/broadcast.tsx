import type { Hono } from 'hono'
import { accept } from '../../shared/access/accept.ts'
import {
  type BroadcastToConfirm,
  previewBroadcastToConfirm,
  sendBroadcast,
} from '../../shared/delivery/broadcast.operations.ts'
import { Broadcast, MOST_UNCONFIRMED } from '../../shared/delivery/broadcast.ts'
import type { Family } from '../../shared/family/family.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { CONFIRMED, EDITED, type SentFields } from '../components/confirm-form.tsx'
import { Button, ErrorSummary, Field, Flag, Form, TextArea } from '../components/form.tsx'
import { OWN_FORM } from '../components/form-context.ts'
import { Facts } from '../components/parts.tsx'
import { WorkshopTitle } from '../components/workshop.tsx'
import { type FormState, type SentForm, withPointers } from '../form.ts'
import { languageName } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { AudienceFields, OFFERED } from './audience-fields.tsx'
import { familiesAt } from './chosen-acts.ts'
import { SchoolPage } from './frame.tsx'
import { TellPage } from './tell-families.tsx'

// The field of the number of people.
const PEOPLE = 'people'

type BroadcastProps = {
  reader: Reader
  workshop: Workshop
  /** The families that were chosen one by one, if any. */
  chosen: readonly Family[]
  form: FormState
  /** Whether a machine that translates is switched on. */
  translates: boolean
}

/** The page on which an organizer writes to the families of a workshop, with the form for the words. */
export function BroadcastPage({ reader, workshop, chosen, form, translates }: BroadcastProps) {
  const { t } = reader
  return (
    <SchoolPage look="plan" form={OWN_FORM} reader={reader} title={t('tell.title')}>
      <WorkshopTitle reader={reader} workshop={workshop} />
      <h2>{t('tell.title')}</h2>
      <ErrorSummary t={t} form={form} />
      <div class="plan">
        <Form action={schoolRoutes.broadcast(workshop.id)}>
          <AudienceFields reader={reader} form={form} workshop={workshop} chosen={chosen} />
          <Words reader={reader} form={form} translates={translates} />
          <Button>{t('tell.preview')}</Button>
        </Form>
      </div>
    </SchoolPage>
  )
}

/** The text, in each of the school's languages. */
function Words({ reader, form, translates }: Pick<BroadcastProps, 'reader' | 'form' | 'translates'>) {
  const { t, language, school } = reader
  const part = { t, form }
  return (
    <>
      <p>{t('tell.wordsText')}</p>
      <div class="halves">
        {(school?.languages ?? []).map((tag) => (
          <TextArea
            {...part}
            name={`words.${tag}`}
            lang={tag}
            label={t('tell.words', { language: languageName(tag, language) })}
            maxlength={600}
          />
        ))}
      </div>
      {translates ? (
        <Flag form={form} name="translate" label={t('tell.translate')} />
      ) : (
        <p class="soft">{t('translation.off')}</p>
      )}
    </>
  )
}

type ConfirmProps = { reader: Reader; broadcast: BroadcastToConfirm; form: FormState; fields: SentFields }

const FORM_FIELDS: readonly string[] = [PEOPLE, `${PEOPLE}:int`, EDITED]

/** Asks before a broadcast is sent: whom it reaches, its words and cost, and of very many people their number. */
function ConfirmBroadcast({ reader, broadcast, form, fields }: ConfirmProps) {
  const { t, language } = reader
  const { workshop, session, audience, translated, reach } = broadcast
  const people = reach.email + reach.sms + reach.call
  const cost = new Intl.NumberFormat(language, { style: 'currency', currency: 'USD' })
  const news = { kind: 'broadcast', workshop, sessions: session ? [session] : [], audience } as const
  return (
    <TellPage
      reader={reader}
      news={{ ...news, written: translated }}
      title={t('tell.title')}
      action={schoolRoutes.broadcast(workshop.id)}
      fields={fields.filter(([name]) => !FORM_FIELDS.includes(name))}
      inForm={people > MOST_UNCONFIRMED && <PeopleField t={t} form={form} people={people} />}
    >
      <Facts facts={[[t('tell.cost'), cost.format(reach.cents / 100)]]} />
    </TellPage>
  )
}

function PeopleField({ t, form, people }: Pick<Reader, 't'> & { form: FormState; people: number }) {
  const label = t('tell.confirm', { people })
  return (
    <>
      <ErrorSummary t={t} form={form} />
      <Field t={t} form={form} name={PEOPLE} type="number" short required label={label} />
    </>
  )
}

async function answer(c: Visit, id: string, form: FormState = {}): Promise<Response> {
  const { school } = organizerOf(c)
  // A form that comes again holds the families that it was opened with.
  const ids = form.typed?.[OFFERED]?.[0]?.split(' ') ?? c.req.queries('family') ?? []
  const [workshop, chosen] = await Promise.all([
    readWorkshop(c.get('context'), id),
    familiesAt(c, school.id, ids),
  ])
  const translates = c.get('services').translate !== undefined
  return show(c, <BroadcastPage reader={c.get('reader')} {...{ workshop, chosen, form, translates }} />)
}

/** Registers the broadcasts. */
export function registerBroadcast(app: Hono<WebEnv>): void {
  const path = schoolRoutes.broadcast(':workshop')
  app.get(path, (c) => answer(c, c.req.param('workshop')))
  onPost(app, path, {
    by: organizerOf,
    schema: Broadcast,
    values: ({ values }) => broadcastOf(values),
    run: async ({ c, context, params: { workshop }, form }, broadcast) => {
      const { translate } = c.get('services')
      if (form.text(EDITED)) return 'edited'
      if (!form.text(CONFIRMED)) return previewBroadcastToConfirm(context, workshop, broadcast, translate)
      await sendBroadcast(context, workshop, broadcast, translate, 'after-undo')
      return 'sent'
    },
    done: ({ c, params, form }, result) => {
      if (result === 'sent') return schoolRoutes.notices(params.workshop)
      if (result === 'edited') return answer(c, params.workshop, { typed: form.typed })
      return confirm(c, result, form.sent)
    },
    relocate: (trouble) => withPointers(trouble, (pointer) => pointer.replace('/confirmed', `/${PEOPLE}`)),
    again: async ({ c, params, form: { values, sent } }, form) => {
      if (form.trouble?.code !== 'confirm-number') return answer(c, params.workshop, form)
      const { translate } = c.get('services')
      const input = accept(Broadcast, broadcastOf(values))
      const broadcast = await previewBroadcastToConfirm(c.get('context'), params.workshop, input, translate)
      return confirm(c, broadcast, sent, form)
    },
  })
}

function confirm(c: Visit, broadcast: BroadcastToConfirm, fields: SentFields, form: FormState = {}) {
  return show(c, <ConfirmBroadcast reader={c.get('reader')} {...{ broadcast, fields, form }} />)
}

// The number of people is `confirmed` of the operation; the page confirms in a field of its own.
function broadcastOf({
  [CONFIRMED]: _,
  [EDITED]: _edit,
  [OFFERED]: _offered,
  [PEOPLE]: confirmed,
  ...values
}: SentForm['values']) {
  return { ...values, ...(confirmed !== undefined && { confirmed }) }
}
