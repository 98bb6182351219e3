import type { Hono } from 'hono'
import { readFamily } from '../../shared/family/family.operations.ts'
import { type Family, Leaving } from '../../shared/family/family.ts'
import { mergeFamilies, splitFamily } from '../../shared/household/household.operations.ts'
import { type MergeChoice, previewMerge } from '../../shared/household/merge-preview.operations.ts'
import { Button, CheckList, ErrorSummary, Form, Hidden } from '../components/form.tsx'
import { OWN_FORM } from '../components/form-context.ts'
import { ButtonLink, Card } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { localText } from '../messages/catalogue.ts'
import { momentText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { caregiverName, childText, FamilyFacts } from './family.tsx'
import { SchoolPage } from './frame.tsx'
import { noteRead, noteViewed } from './viewed.ts'

type MergeProps = {
  reader: Reader
  kept: Family
  joined: Family
  choices: readonly MergeChoice[]
  form: FormState
}

/** Two families side by side, before they become one, and which of their answers stay. */
export function MergePage({ reader, kept, joined, choices, form }: MergeProps) {
  const { t } = reader
  return (
    <SchoolPage reader={reader} title={t('family.merge')}>
      <h1>{t('family.merge')}</h1>
      <ErrorSummary t={t} form={form} />
      <p>{t('family.mergeSure', { kept: kept.name, joined: joined.name })}</p>
      <div class="columns">
        {[kept, joined].map((family) => (
          <Card title={family.name}>
            <FamilyFacts reader={reader} family={family} />
          </Card>
        ))}
      </div>
      {choices.length > 0 && (
        <ul>
          {choices.map((choice) => (
            <li>{choiceText(reader, choice, choice.stays === kept.id ? kept : joined)}</li>
          ))}
        </ul>
      )}
      <Form action={schoolRoutes.mergeFamily(kept.id)}>
        <Hidden name="with" value={joined.id} />
        <div class="actions">
          <Button>{t('family.mergeButton')}</Button>
          <ButtonLink kind="quiet" href={schoolRoutes.family(kept.id)}>
            {t('family.cancel')}
          </ButtonLink>
        </div>
      </Form>
    </SchoolPage>
  )
}

function choiceText(
  { t, language, school }: Reader,
  { workshop, session, line }: MergeChoice,
  { name }: Family,
): string {
  const title = localText(workshop.title, language)
  if (!session) return t('family.mergeVote', { title, name })
  if (line) return t('family.mergeSignUp', { line: localText(line, language), title, name })
  const when = momentText(session.start, { language, timeZone: school?.timeZone ?? 'UTC' })
  return t('family.mergeReply', { title, when, name })
}

type SplitProps = { reader: Reader; family: Family; form: FormState }

/** The form to choose the people who leave for a family of their own. */
export function SplitPage({ reader, family, form }: SplitProps) {
  const { t } = reader
  const part = { t, form }
  return (
    <SchoolPage form={OWN_FORM} reader={reader} title={t('family.split')}>
      <h1>{t('family.splitTitle', { family: family.name })}</h1>
      <ErrorSummary t={t} form={form} />
      <p>{t('family.splitHow')}</p>
      <Form action={schoolRoutes.splitFamily(family.id)}>
        <CheckList
          {...part}
          name="caregivers"
          legend={t('family.splitCaregivers')}
          options={family.caregivers.map((one) => ({ value: one.id, label: caregiverName(one) }))}
        />
        {family.children.length > 0 && (
          <CheckList
            {...part}
            name="children"
            legend={t('family.splitChildren')}
            options={family.children.map((child, place) => ({
              value: String(place),
              label: childText(t, child),
            }))}
          />
        )}
        <div class="actions">
          <Button>{t('family.splitDo')}</Button>
          <ButtonLink kind="quiet" href={schoolRoutes.family(family.id)}>
            {t('family.cancel')}
          </ButtonLink>
        </div>
      </Form>
    </SchoolPage>
  )
}

async function showMerge(c: Visit, keptId: string, joinedId: string, form: FormState = {}) {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const [kept, joined, choices] = await Promise.all([
    readFamily(context, school.id, keptId),
    readFamily(context, school.id, joinedId),
    previewMerge(context, school.id, keptId, joinedId),
  ])
  noteViewed(c, 'page', [kept.id, joined.id])
  return show(c, <MergePage {...{ kept, joined, choices, form }} reader={c.get('reader')} />)
}

async function showSplit(c: Visit, id: string, form: FormState = {}) {
  const { school } = organizerOf(c)
  const family = await noteRead(c, 'page', readFamily(c.get('context'), school.id, id))
  return show(c, <SplitPage reader={c.get('reader')} family={family} form={form} />)
}

/** Registers merging and splitting families. */
export function registerFamilyParting(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.mergeFamily(':family'), async (c) => {
    const id = c.req.param('family')
    const other = c.req.query('with')
    return other ? showMerge(c, id, other) : c.redirect(schoolRoutes.family(id), 303)
  })
  onPost(app, schoolRoutes.mergeFamily(':family'), {
    by: organizerOf,
    run: ({ context, school, params, form }) =>
      mergeFamilies(context, school.id, params.family, form.text('with')),
    done: ({ params }) => `${schoolRoutes.family(params.family)}?saved`,
    again: ({ c, params, form: { text } }, form) => showMerge(c, params.family, text('with'), form),
  })
  app.get(schoolRoutes.splitFamily(':family'), (c) => showSplit(c, c.req.param('family')))
  onPost(app, schoolRoutes.splitFamily(':family'), {
    by: organizerOf,
    schema: Leaving,
    values: ({ typed: { caregivers = [], children = [] } }) => ({
      caregivers,
      children: children.map(Number),
    }),
    run: ({ context, school, params }, leaving) => splitFamily(context, school.id, params.family, leaving),
    done: (_, [, parted]) => `${schoolRoutes.family(parted.id)}?saved`,
    again: ({ c, params }, form) => showSplit(c, params.family, form),
  })
}
