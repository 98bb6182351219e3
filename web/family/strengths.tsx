import type { Hono } from 'hono'
import { readFamily } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import { STRENGTH_KINDS, StrengthsInput } from '../../shared/family/strength.ts'
import { saveStrengths } from '../../shared/outreach/outreach.operations.ts'
import { Button, ErrorSummary, Flag, Form, TextArea } from '../components/form.tsx'
import { Page } from '../components/layout.tsx'
import { Notice } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { familyOf, type Reader, show, type WebEnv } from '../visit.ts'

const FORM = 'strengths'

type Props = { reader: Reader; family: Family; form: FormState; saved: boolean }

/** What a family knows, teaches, speaks, makes, and what goes well: all as it likes, each shared as it likes. */
export function StrengthsPage({ reader, family, form, saved }: Props) {
  const { t } = reader
  return (
    <Page reader={reader} title={t('strengths.title')} form={FORM}>
      <h1>{t('strengths.title')}</h1>
      {saved && <Notice tone="done">{t('about.saved')}</Notice>}
      <p>{t('strengths.text')}</p>
      <ErrorSummary t={t} form={form} />
      <Form action={familyRoutes.strengths()} id={FORM}>
        {STRENGTH_KINDS.map((kind) => (
          <div class="items">
            <TextArea
              t={t}
              form={form}
              name={`${kind}.text`}
              rows={2}
              label={t(`strengths.${kind}`)}
              hint={t(`strengths.hint.${kind}`)}
              maxlength={280}
              value={family.strengths?.[kind]?.text}
            />
            <Flag
              form={form}
              name={`${kind}.hosts`}
              label={t('strengths.hosts')}
              checked={family.strengths?.[kind]?.hosts ?? false}
            />
          </div>
        ))}
        <Button>{t('form.save')}</Button>
      </Form>
      <p>
        <a href={familyRoutes.about()}>{t('about.title')}</a>
      </p>
    </Page>
  )
}

/** Registers the page of a family's strengths. */
export function registerStrengths(app: Hono<WebEnv>): void {
  app.get(familyRoutes.strengths(), async (c) => {
    const { family: id, school } = familyOf(c)
    const family = await readFamily(c.get('context'), school.id, id)
    const saved = c.req.query('saved') !== undefined
    return show(c, <StrengthsPage reader={c.get('reader')} family={family} form={{}} saved={saved} />)
  })
  onPost(app, familyRoutes.strengths(), {
    by: familyOf,
    schema: StrengthsInput,
    run: ({ context, school, family }, strengths) => saveStrengths(context, school.id, family, strengths),
    done: () => `${familyRoutes.strengths()}?saved`,
    again: async ({ c, context, school, family: id }, form) => {
      const family = await readFamily(context, school.id, id)
      return show(c, <StrengthsPage reader={c.get('reader')} family={family} form={form} saved={false} />)
    },
  })
}
