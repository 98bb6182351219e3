import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import { askHelper, listHelpers } from '../../shared/logistics/help.operations.ts'
import { type Helper, NewHelper } from '../../shared/logistics/help.ts'
import { readLogistics } from '../../shared/logistics/logistics.operations.ts'
import type { ChecklistItem } from '../../shared/session/item.ts'
import { Button, ErrorSummary, Field, Form, Select } from '../components/form.tsx'
import { OWN_FORM } from '../components/form-context.ts'
import { itemTitle } from '../components/item-text.ts'
import { Notice, Table } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { languageOptions } from '../messages/choices.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { memberOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

type AskProps = {
  reader: Reader
  session: string
  item: ChecklistItem
  helpers: readonly Helper[]
  form: FormState
  asked: boolean
}

/** The helpers asked for an item of the checklist, their answers, and the form to ask another. */
export function AskHelperPage({ reader, session, item, helpers, form, asked }: AskProps) {
  const { t } = reader
  const title = t('ask.title', { what: itemTitle(reader, item) })
  const sends = reader.carriers.includes('email')
  return (
    <SchoolPage form={OWN_FORM} reader={reader} title={title}>
      <p>
        <a href={`${schoolRoutes.checklist(session)}#${item.id}`}>{t('ask.back')}</a>
      </p>
      <h1>{title}</h1>
      <ErrorSummary t={t} form={form} />
      {asked && sends && <Notice tone="done">{t('ask.done')}</Notice>}
      <p>{t('checklist.needed', { confirmed: item.confirmed, needed: item.needed })}</p>
      {helpers.length > 0 && (
        <Table
          caption={t('ask.asked')}
          heads={[t('ask.name'), t('ask.count'), t('ask.answer')]}
          numbers={[1]}
          rows={helpers.map(({ name, count, answer }) => [
            name,
            String(count),
            t(`ask.said.${answer ?? 'none'}`),
          ])}
        />
      )}
      <p>{t(sends ? 'ask.text' : 'ask.noMail')}</p>
      <Form action={schoolRoutes.askHelper(session, item.id)}>
        <HelperFields reader={reader} form={form} />
        <Button>{t('ask.send')}</Button>
      </Form>
    </SchoolPage>
  )
}

function HelperFields({ reader, form }: Pick<AskProps, 'reader' | 'form'>) {
  const { t, language, school } = reader
  const part = { t, form }
  return (
    <>
      <Field {...part} name="name" required label={t('ask.name')} maxlength={100} />
      <Field {...part} name="email" type="email" required label={t('signIn.email')} />
      <Select
        {...part}
        name="language"
        required
        label={t('ask.language')}
        options={languageOptions(language, school?.languages ?? [language])}
        value={language}
      />
      <Field {...part} name="count" type="number" short plain label={t('ask.count')} value={1} />
    </>
  )
}

async function answer(c: Visit, session: string, id: string, form: FormState = {}): Promise<Response> {
  memberOf(c)
  const context = c.get('context')
  const [{ items }, all] = await Promise.all([readLogistics(context, session), listHelpers(context, session)])
  const item = items.find((one) => one.id === id) ?? refuse('not-found')
  const helpers = all.filter((helper) => helper.item === id)
  const asked = c.req.query('asked') !== undefined
  const page = <AskHelperPage reader={c.get('reader')} {...{ session, item, helpers, form, asked }} />
  return show(c, page)
}

/** Registers asking helpers. */
export function registerAskHelper(app: Hono<WebEnv>): void {
  const path = schoolRoutes.askHelper(':session', ':item')
  app.get(path, (c) => answer(c, c.req.param('session'), c.req.param('item')))
  onPost(app, path, {
    by: memberOf,
    schema: NewHelper,
    run: ({ context, params }, helper) => askHelper(context, params.session, params.item, helper),
    done: ({ params }) => `${schoolRoutes.askHelper(params.session, params.item)}?asked`,
    again: ({ c, params }, form) => answer(c, params.session, params.item, form),
  })
}
