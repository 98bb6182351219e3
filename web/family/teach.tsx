import type { Hono } from 'hono'
import {
  commentOn,
  dropDraft,
  listProposals,
  propose,
  readDraft,
  saveDraft,
} from '../../shared/workshop/proposal.operations.ts'
import { NewProposal, type Proposal, ProposalWords } from '../../shared/workshop/proposal.ts'
import { CAPACITIES } from '../../shared/workshop/workshop.ts'
import { Button, CheckList, ErrorSummary, Field, Flag, Form, TextArea } from '../components/form.tsx'
import { Page } from '../components/layout.tsx'
import { ButtonLink, Card, Notice } from '../components/parts.tsx'
import { ProposalThread } from '../components/proposal-thread.tsx'
import { accept, type FormState } from '../form.ts'
import { closestTag } from '../messages/catalogue.ts'
import { languageOptions } from '../messages/choices.ts'
import { momentText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { familyOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'

const USUAL_MINUTES = 60

type TeachProps = {
  reader: Reader
  form: FormState
  proposals: readonly Proposal[]
  /** When the draft in the form was saved. */
  savedAt?: string | undefined
}

/** Where a parent proposes a workshop that they will teach, and talks about those that they proposed. */
export function TeachPage({ reader, form, proposals, savedAt }: TeachProps) {
  const { t, language, school } = reader
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return (
    <Page reader={reader} title={t('teach.title')}>
      <h1>{t('teach.title')}</h1>
      <ErrorSummary t={t} form={form} />
      <p>{t('teach.text')}</p>
      <p>{t('teach.promise')}</p>
      {savedAt && <Notice tone="done">{t('teach.saved', { when: momentText(savedAt, place) })}</Notice>}
      <ProposalForm reader={reader} form={form} />
      {savedAt && (
        <Form action={familyRoutes.dropDraft()}>
          <Button kind="danger">{t('teach.drop')}</Button>
        </Form>
      )}
      {proposals.length > 0 && <h2>{t('teach.yours')}</h2>}
      {proposals.map((proposal) => (
        <ProposalCard reader={reader} proposal={proposal} />
      ))}
    </Page>
  )
}

function ProposalForm({ reader, form }: Pick<TeachProps, 'reader' | 'form'>) {
  const { t } = reader
  const part = { t, form }
  return (
    <Form action={familyRoutes.teach()}>
      <Field {...part} name="title" required label={t('teach.name')} maxlength={120} />
      <TextArea {...part} name="learn" required label={t('teach.learn')} maxlength={600} />
      <ForWhomFields reader={reader} form={form} />
      <Field
        {...part}
        name="durationMinutes"
        type="number"
        required
        short
        label={t('teach.duration')}
        value={USUAL_MINUTES}
      />
      <CheckList
        {...part}
        name="builds"
        legend={t('teach.builds')}
        options={CAPACITIES.map((value) => ({ value, label: t(`teach.builds.${value}`) }))}
        values={[]}
      />
      <Field {...part} name="coHost" label={t('teach.coHost')} maxlength={120} />
      <Flag form={form} name="stipend" label={t('teach.stipend')} checked={false} />
      <TextArea {...part} name="needs" rows={2} label={t('teach.needs')} hint={t('teach.needsHint')} />
      <TextArea {...part} name="preferredTimes" rows={2} label={t('teach.times')} />
      <div class="actions">
        <Button>{t('teach.send')}</Button>
        <Button kind="quiet" name="save" value="yes">
          {t('teach.save')}
        </Button>
      </div>
    </Form>
  )
}

/** Whom the workshop is for, and in which languages it can be given. */
function ForWhomFields({ reader: { t, language, school }, form }: Pick<TeachProps, 'reader' | 'form'>) {
  const part = { t, form, inline: true }
  const languages = [...new Set([...(school?.languages ?? []), language])]
  return (
    <>
      <CheckList
        {...part}
        name="audience"
        legend={t('teach.audience')}
        options={(['parents', 'staff'] as const).map((value) => ({
          value,
          label: t(`teach.audience.${value}`),
        }))}
        values={['parents']}
      />
      <CheckList
        {...part}
        name="languages"
        legend={t('teach.languages')}
        options={languageOptions(language, languages)}
        values={[language]}
      />
    </>
  )
}

function ProposalCard({ reader, proposal }: { reader: Reader; proposal: Proposal }) {
  const { t } = reader
  return (
    <Card title={proposal.title}>
      <p>{t(proposal.publishedItself ? 'teach.published' : `teach.status.${proposal.status}`)}</p>
      <ProposalThread reader={reader} proposal={proposal} />
      {proposal.status !== 'accepted' && (
        <details>
          <summary>{t('teach.answer')}</summary>
          <Form action={familyRoutes.talkAbout(proposal.id)}>
            <TextArea t={t} form={{}} name="text" required label={t('teach.words')} maxlength={600} />
            <Button kind="quiet">{t('teach.say')}</Button>
          </Form>
        </details>
      )}
    </Card>
  )
}

async function answer(c: Visit, form: FormState = {}): Promise<Response> {
  const { school, family } = familyOf(c)
  const context = c.get('context')
  const [proposals, draft] = await Promise.all([
    listProposals(context, school.id),
    form.typed ? undefined : readDraft(context, school.id, family),
  ])
  const view = { proposals, form: draft ? { ...form, typed: draft.typed } : form, savedAt: draft?.savedAt }
  const page = <TeachPage reader={c.get('reader')} {...view} />
  return show(c, page)
}

/** After a proposal: what happens next. */
export function TaughtPage({ reader }: { reader: Reader }) {
  const { t } = reader
  return (
    <Page reader={reader} title={t('teach.done')}>
      <h1>{t('teach.done')}</h1>
      <p>{t('teach.doneText')}</p>
      <ButtonLink href={familyRoutes.home()}>{t('voted.home')}</ButtonLink>
    </Page>
  )
}

/** Registers a family's proposals. */
export function registerTeach(app: Hono<WebEnv>): void {
  app.get(familyRoutes.teach(), (c) => answer(c))
  onPost(app, familyRoutes.talkAbout(':proposal'), {
    by: familyOf,
    schema: ProposalWords,
    run: ({ context, params }, words) => commentOn(context, params.proposal, words),
    done: () => familyRoutes.teach(),
    again: ({ c }, form) => answer(c, form),
  })
  onPost(app, familyRoutes.teach(), {
    by: familyOf,
    run: async ({ c, context, school, family, form: { typed, values, text } }) => {
      const { save: _, ...draft } = typed
      if (text('save')) return saveDraft(context, school.id, family, draft)
      const { language } = c.get('reader')
      // A parent writes in the language of the page: under the tag that was ticked for it (`zh-Hans` for `zh`), if any.
      const writtenLanguage = closestTag(typed.languages ?? [], language) ?? language
      return propose(context, school.id, accept(NewProposal, { ...values, family, writtenLanguage }))
    },
    done: ({ form }) => (form.text('save') ? familyRoutes.teach() : familyRoutes.taught()),
    again: ({ c }, form) => answer(c, form),
  })
  onPost(app, familyRoutes.dropDraft(), {
    by: familyOf,
    run: ({ context, school, family }) => dropDraft(context, school.id, family),
    done: () => familyRoutes.teach(),
  })
  app.get(familyRoutes.taught(), (c) => {
    familyOf(c)
    return show(c, <TaughtPage reader={c.get('reader')} />)
  })
}
