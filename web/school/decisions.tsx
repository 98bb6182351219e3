import type { Hono } from 'hono'
import type { Context } from '../../shared/access/context.ts'
import { listedFamilies } from '../../shared/family/directory.operations.ts'
import type { Listed } from '../../shared/family/directory.ts'
import { dropDecision, listDecisions, recordDecision } from '../../shared/impact/decision.operations.ts'
import { DecisionInput, type PublicDecision } from '../../shared/impact/decision.ts'
import { Button, ErrorSummary, Field, Form, TextArea } from '../components/form.tsx'
import { OWN_FORM } from '../components/form-context.ts'
import { Notice } from '../components/parts.tsx'
import type { FormState, SentForm } from '../form.ts'
import type { Translator } from '../messages/catalogue.ts'
import { dayOnlyText, listText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { routes } from '../routes.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { chosenFamily, FamilyField } from './family-field.tsx'
import { SchoolPage } from './frame.tsx'

// At most three are credited by one form.
const PLACES = [0, 1, 2]

type Props = {
  reader: Reader
  decisions: readonly PublicDecision[]
  families: readonly Listed[]
  saved: boolean
  form: FormState
}

/** Decisions that parents changed: to note one, and to take one from the public page. */
export function DecisionsPage({ reader, decisions, families, saved, form }: Props) {
  const { t, school } = reader
  return (
    <SchoolPage form={OWN_FORM} reader={reader} title={t('decisions.title')}>
      <h1>{t('decisions.title')}</h1>
      <p>{t('decisions.text')}</p>
      <p>
        <a href={routes.changes(school?.id ?? '')}>{t('decisions.public')}</a>
      </p>
      {saved && <Notice tone="done">{t('settings.saved')}</Notice>}
      <ErrorSummary t={t} form={form} />
      <DecisionForm t={t} form={form} families={families} />
      <ul class="list">
        {decisions.map((decision) => (
          <li>
            <DecisionText reader={reader} decision={decision} />
            <Form action={schoolRoutes.dropDecision(decision.id)}>
              <Button kind="danger">{t('decisions.drop')}</Button>
            </Form>
          </li>
        ))}
      </ul>
    </SchoolPage>
  )
}

type DecisionFormProps = Pick<Props, 'form' | 'families'> & { t: Translator }

function DecisionForm({ t, form, families }: DecisionFormProps) {
  const part = { t, form }
  return (
    <Form action={schoolRoutes.decisions()}>
      <TextArea {...part} name="said" required rows={2} maxlength={280} label={t('changes.said')} />
      <TextArea {...part} name="did" required rows={2} maxlength={280} label={t('changes.did')} />
      <Field {...part} name="on" type="date" required label={t('decisions.on')} />
      {PLACES.map((place) => (
        <FamilyField
          {...part}
          name={`families.${place}`}
          label={t('decisions.credit', { place: place + 1 })}
          families={families}
        />
      ))}
      <Button>{t('form.save')}</Button>
    </Form>
  )
}

function DecisionText({ reader: { language }, decision }: { reader: Reader; decision: PublicDecision }) {
  const { said, did, on, thanks } = decision
  return (
    <>
      <p>
        <bdi>{said}</bdi> → <bdi>{did}</bdi>
      </p>
      <p class="soft">
        {dayOnlyText(on, language)} {listText(thanks, language)}
      </p>
    </>
  )
}

async function answer(c: Visit, form: FormState = {}): Promise<Response> {
  const { school } = organizerOf(c)
  const [decisions, families] = await Promise.all([
    listDecisions(c.get('context'), school.id),
    listedFamilies(c.get('context'), school.id),
  ])
  const saved = c.req.query('saved') !== undefined
  const page = <DecisionsPage reader={c.get('reader')} {...{ decisions, families, saved, form }} />
  return show(c, page)
}

async function creditedIn(context: Context, school: string, form: SentForm): Promise<string[]> {
  const chosen = await Promise.all(
    PLACES.map((place) => {
      const field = `families.${place}`
      return chosenFamily(context, school, { field, text: form.text(field) })
    }),
  )
  return [...new Set(chosen.filter((id) => id !== undefined))]
}

/** Registers the decisions that parents changed. */
export function registerDecisions(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.decisions(), (c) => answer(c))
  onPost(app, schoolRoutes.decisions(), {
    by: organizerOf,
    schema: DecisionInput,
    // Families are chosen by their names.
    values: ({ values: { families: _, ...decision } }) => decision,
    run: async ({ context, school, form }, decision) => {
      const families = await creditedIn(context, school.id, form)
      return recordDecision(context, school.id, { ...decision, families })
    },
    done: () => `${schoolRoutes.decisions()}?saved`,
    again: ({ c }, form) => answer(c, form),
  })
  onPost(app, schoolRoutes.dropDecision(':decision'), {
    by: organizerOf,
    run: ({ context, school, params }) => dropDecision(context, school.id, params.decision),
    done: () => schoolRoutes.decisions(),
  })
}
