import type { Hono } from 'hono'
import {
  introduceHost,
  readIntroduction,
  withdrawIntroduction,
} from '../../shared/workshop/introduction.operations.ts'
import { type Introduction, IntroductionInput } from '../../shared/workshop/introduction.ts'
import { FamilyPage } from '../components/family-page.tsx'
import { Button, ErrorSummary, Field, Flag, Form, TextArea } from '../components/form.tsx'
import { HostIntroduction } from '../components/host-introduction.tsx'
import { Notice } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { LEAD_STYLE } from '../style/lead.ts'
import { familyOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'

type Props = {
  reader: Reader
  workshop: string
  introduction: Introduction | undefined
  form: FormState
  isSaved: boolean
}

const FORM = 'introduction'

/** Where a host decides what everybody sees of them; nothing is shown until they agree, and it can be taken back. */
export function IntroductionPage({ reader, workshop, introduction, form, isSaved }: Props) {
  const { t } = reader
  return (
    <FamilyPage reader={reader} title={t('introduction.title')} form={FORM} style={LEAD_STYLE}>
      <h1>{t('introduction.title')}</h1>
      <p class="lead">{t('introduction.text')}</p>
      <ErrorSummary t={t} form={form} />
      {isSaved && <Notice tone="done">{t(introduction ? 'introduction.shown' : 'introduction.gone')}</Notice>}
      {introduction && !form.trouble && <HostIntroduction reader={reader} introduction={introduction} />}
      <IntroductionForm {...{ reader, workshop, introduction, form }} />
      {introduction && (
        <Form action={familyRoutes.withdrawIntroduction(workshop)}>
          <Button kind="danger">{t('introduction.withdraw')}</Button>
        </Form>
      )}
      <p>
        <a href={familyRoutes.hosting(workshop)}>{t('share.back')}</a>
      </p>
    </FamilyPage>
  )
}

function IntroductionForm({ reader: { t }, workshop, introduction, form }: Omit<Props, 'isSaved'>) {
  const part = { t, form }
  return (
    <Form action={familyRoutes.introduction(workshop)} id={FORM}>
      <Field
        {...part}
        name="name"
        required
        label={t('introduction.name')}
        hint={t('introduction.nameHint')}
        maxlength={60}
        value={introduction?.name}
      />
      <TextArea
        {...part}
        name="words"
        label={t('introduction.words')}
        maxlength={280}
        value={introduction?.words}
      />
      <Flag form={form} name="shown" label={t('introduction.consent')} checked={introduction !== undefined} />
      <Button>{t('introduction.save')}</Button>
    </Form>
  )
}

async function answer(c: Visit, workshop: string, form: FormState = {}): Promise<Response> {
  familyOf(c)
  const introduction = await readIntroduction(c.get('context'), workshop)
  const isSaved = c.req.query('saved') !== undefined && !form.trouble
  const page = <IntroductionPage reader={c.get('reader')} {...{ workshop, introduction, form, isSaved }} />
  return show(c, page)
}

/** Registers what a host shows of themselves on the public page of their workshop. */
export function registerIntroduction(app: Hono<WebEnv>): void {
  app.get(familyRoutes.introduction(':workshop'), (c) => answer(c, c.req.param('workshop')))
  onPost(app, familyRoutes.introduction(':workshop'), {
    by: familyOf,
    schema: IntroductionInput,
    run: ({ c, context, params }, input) =>
      introduceHost(context, params.workshop, input, c.get('reader').language),
    done: ({ params }) => `${familyRoutes.introduction(params.workshop)}?saved`,
    again: ({ c, params }, form) => answer(c, params.workshop, form),
  })
  onPost(app, familyRoutes.withdrawIntroduction(':workshop'), {
    by: familyOf,
    run: ({ context, params }) => withdrawIntroduction(context, params.workshop),
    done: ({ params }) => `${familyRoutes.introduction(params.workshop)}?saved`,
  })
}
