import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import { markInterest, readInterest } from '../../shared/workshop/interest.operations.ts'
import { type Interest, InterestInput } from '../../shared/workshop/interest.ts'
import { COULD_COME_IF } from '../../shared/workshop/wish.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Button, CheckList, ErrorSummary, Form } from '../components/form.tsx'
import { Page } from '../components/layout.tsx'
import { ButtonLink, Notice } from '../components/parts.tsx'
import { WorkshopFacts, WorkshopTitle } from '../components/workshop.tsx'
import type { FormState } from '../form.ts'
import { localText } from '../messages/catalogue.ts'
import { capital } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { familyOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'

const FORM = 'interest'

type InterestProps = {
  reader: Reader
  workshop: Workshop
  interest: Interest | undefined
  form: FormState
  saved: boolean
}

/** A workshop that has no date yet: whether a family would come, and what would help. */
export function InterestPage({ reader, workshop, interest, form, saved }: InterestProps) {
  const { t, language } = reader
  const path = familyRoutes.interest(workshop.id)
  return (
    <Page reader={reader} title={localText(workshop.title, language)} form={FORM}>
      {saved && <Notice tone="done">{t(interest ? 'interest.saved' : 'interest.gone')}</Notice>}
      <WorkshopTitle reader={reader} workshop={workshop} />
      <WorkshopFacts reader={reader} workshop={workshop} times={[]} />
      <ErrorSummary t={t} form={form} />
      <p>{t('interest.text')}</p>
      <Form action={path} id={FORM}>
        <CheckList
          t={t}
          form={form}
          name="helps"
          legend={t('vote.help')}
          hint={t('vote.helpHint')}
          options={COULD_COME_IF.map((value) => ({
            value,
            label: capital(t(`vote.could.${value}`), language),
          }))}
          values={interest?.helps ?? []}
        />
        <Button>{t(interest ? 'interest.change' : 'interest.yes')}</Button>
      </Form>
      {interest && (
        <Form action={familyRoutes.noInterest(workshop.id)}>
          <Button kind="quiet">{t('interest.no')}</Button>
        </Form>
      )}
      <p>
        <ButtonLink href={familyRoutes.home()} kind="quiet">
          {t('voted.home')}
        </ButtonLink>
      </p>
    </Page>
  )
}

async function answer(c: Visit, id: string, form: FormState = {}): Promise<Response> {
  const { family } = familyOf(c)
  const context = c.get('context')
  const [workshop, interest] = await Promise.all([
    readWorkshop(context, id),
    readInterest(context, id, family),
  ])
  if (workshop.status !== 'draft' || !workshop.announced) refuse('not-found')
  const saved = c.req.query('saved') !== undefined
  const view = { workshop, interest, form, saved }
  return show(c, <InterestPage reader={c.get('reader')} {...view} />)
}

/** Registers how a family says that it would come. */
export function registerInterest(app: Hono<WebEnv>): void {
  app.get(familyRoutes.interest(':workshop'), (c) => answer(c, c.req.param('workshop')))
  onPost(app, familyRoutes.interest(':workshop'), {
    by: familyOf,
    schema: InterestInput,
    run: ({ context, family, params }, interest) => markInterest(context, params.workshop, family, interest),
    done: ({ params }) => `${familyRoutes.interest(params.workshop)}?saved`,
    again: ({ c, params }, form) => answer(c, params.workshop, form),
  })
  onPost(app, familyRoutes.noInterest(':workshop'), {
    by: familyOf,
    run: ({ context, family, params }) => markInterest(context, params.workshop, family, undefined),
    done: ({ params }) => `${familyRoutes.interest(params.workshop)}?saved`,
  })
}
