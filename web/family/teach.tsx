import type { Hono } from 'hono'
import { accept } from '../../shared/access/accept.ts'
import type { Context } from '../../shared/access/context.ts'
import {
  commentOn,
  dropDraft,
  listProposals,
  propose,
  readDraft,
  saveDraft,
} from '../../shared/workshop/proposal.operations.ts'
import {
  NewProposal,
  PROPOSAL_STEPS,
  type Proposal,
  ProposalStep,
  ProposalWords,
} from '../../shared/workshop/proposal.ts'
import { FamilyPage } from '../components/family-page.tsx'
import { Button, ErrorSummary, Form, Hidden } from '../components/form.tsx'
import { ButtonLink, Notice } from '../components/parts.tsx'
import { type FormState, fieldOf, type SentForm } from '../form.ts'
import { closestTag } from '../messages/catalogue.ts'
import { momentText } from '../messages/format.ts'
import { allowStyles } from '../policy.ts'
import { onPost } from '../post.ts'
import { familyRoutes, teachStep } from '../routes.ts'
import { LEAD_STYLE, LEAD_STYLE_HASH } from '../style/lead.ts'
import { familyOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { ProposalCard } from './proposal-status.tsx'
import { NeedFields, OtherSteps, WhatFields, WhoFields } from './teach-fields.tsx'

allowStyles([LEAD_STYLE_HASH])

const FORM = 'proposal'
const STEPS = [1, 2, 3] as const
const FIELDS = [WhatFields, WhoFields, NeedFields] as const
const LAST = FIELDS.length - 1

/** What a parent wrote about a proposal. */
type Talk = { proposal: string; form: FormState }

type TeachProps = {
  reader: Reader
  form: FormState
  /** The step of the form, from 0. */
  step: number
  proposals: readonly Proposal[]
  /** What was written about one of them, in trouble. */
  talk?: Talk | undefined
  /** When the draft in the form was saved. */
  savedAt?: string | undefined
}

/** Where a parent proposes a workshop that they will teach, in three steps, and talks about those that they proposed. */
export function TeachPage({ reader, form, step, proposals, talk, savedAt }: TeachProps) {
  const { t, language, school } = reader
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return (
    <FamilyPage reader={reader} title={t('teach.title')} {...(!talk && { form: FORM })} style={LEAD_STYLE}>
      <h1>{t('teach.title')}</h1>
      {!form.trouble && <p class="lead">{t(step === 0 ? 'teach.text' : 'teach.kept')}</p>}
      <Steps reader={reader} step={step} />
      <ErrorSummary t={t} form={talk?.form ?? form} />
      {savedAt && <Notice tone="done">{t('teach.saved', { when: momentText(savedAt, place) })}</Notice>}
      <StepForm reader={reader} form={form} step={step} />
      {savedAt && (
        <Form action={familyRoutes.dropDraft()}>
          <Button kind="danger">{t('teach.drop')}</Button>
        </Form>
      )}
      {proposals.length > 0 && <h2>{t('teach.yours')}</h2>}
      {proposals.map((proposal) => (
        <ProposalCard
          reader={reader}
          proposal={proposal}
          form={talk?.proposal === proposal.id ? talk.form : {}}
        />
      ))}
    </FamilyPage>
  )
}

function Steps({ reader: { t }, step }: Pick<TeachProps, 'reader' | 'step'>) {
  return (
    <ol class="stages" aria-label={t('teach.steps')}>
      {STEPS.map((number, place) => (
        <li
          class={place < step ? 'past' : undefined}
          aria-current={place === step ? ('step' as const) : undefined}
        >
          {t(`teach.step.${number}`)}
        </li>
      ))}
    </ol>
  )
}

function StepForm({ reader, form, step }: Pick<TeachProps, 'reader' | 'form' | 'step'>) {
  const { t } = reader
  const Fields = FIELDS[step] ?? WhatFields
  return (
    <Form action={familyRoutes.teach()} id={FORM}>
      <Hidden name="step" value={step + 1} />
      <OtherSteps form={form} step={step} />
      <Fields reader={reader} form={form} />
      <div class="send">
        {step === 0 ? (
          <Button kind="quiet" name="save" value="yes">
            {t('teach.save')}
          </Button>
        ) : (
          <Button kind="quiet" name="back" value="yes">
            {t('teach.back')}
          </Button>
        )}
        <Button>{t(step === LAST ? 'teach.send' : 'teach.next')}</Button>
      </div>
    </Form>
  )
}

/** The step that an address or a form names, from 0. A form that names none is whole. */
const stepOf = (text: string | undefined, otherwise: number) => {
  const step = Number(text) - 1
  return FIELDS[step] ? step : otherwise
}

/** The step to show again: the first that has something in trouble. */
function stepAgain({ typed, trouble }: FormState): number {
  const names = (trouble?.errors ?? []).map(({ pointer }) => fieldOf(pointer).split('.')[0])
  const inTrouble = PROPOSAL_STEPS.findIndex((fields) => fields.some((field) => names.includes(field)))
  return inTrouble >= 0 ? inTrouble : stepOf(typed?.step?.[0], 0)
}

async function answer(c: Visit, form: FormState = {}, talk?: Talk): Promise<Response> {
  const { school, family } = familyOf(c)
  const context = c.get('context')
  const [proposals, draft] = await Promise.all([
    listProposals(context, school.id),
    form.typed ? undefined : readDraft(context, school.id, family),
  ])
  const asked = form.typed ? stepAgain(form) : stepOf(c.req.query('step'), 0)
  if (asked > 0 && !form.typed && !draft) return c.redirect(familyRoutes.teach(), 303)
  const view = {
    form: draft ? { ...form, typed: draft.typed } : form,
    step: asked,
    // Whoever is in the middle of the steps has something else in mind.
    proposals: asked === 0 ? proposals : [],
    savedAt: asked === 0 ? draft?.savedAt : undefined,
    talk,
  }
  return show(c, <TeachPage reader={c.get('reader')} {...view} />)
}

/** After a proposal: what happens next. */
export function TaughtPage({ reader }: { reader: Reader }) {
  const { t } = reader
  return (
    <FamilyPage reader={reader} title={t('teach.done')} style={LEAD_STYLE}>
      <h1>{t('teach.done')}</h1>
      <p>{t('teach.doneText')}</p>
      <ButtonLink href={familyRoutes.home()}>{t('voted.home')}</ButtonLink>
    </FamilyPage>
  )
}

type Sent = { c: Visit; context: Context; school: string; family: string; form: SentForm }

/** Keeps a step and says where it leads; the last one sends the proposal. */
async function takeStep({ c, context, school, family, form }: Sent): Promise<string> {
  const { typed, values, text } = form
  const { step: _, save: _save, back: _back, ...answers } = typed
  const step = stepOf(text('step'), LAST)
  const isLeft = text('save') || text('back')
  if (isLeft || step < LAST) await saveDraft(context, school, family, answers)
  if (text('save')) return familyRoutes.home()
  if (text('back')) return teachStep(step)
  if (step < LAST) {
    accept(ProposalStep(step), values)
    return teachStep(step + 2)
  }
  const { step: _number, ...fields } = values
  const { language } = c.get('reader')
  // A parent writes in the language of the page: under the tag that was ticked for it (`zh-Hans` for `zh`), if any.
  const writtenLanguage = closestTag(typed.languages ?? [], language) ?? language
  await propose(context, school, accept(NewProposal, { ...fields, family, writtenLanguage }))
  return familyRoutes.taught()
}

/** Registers a family's proposals. */
export function registerTeach(app: Hono<WebEnv>): void {
  app.get(familyRoutes.teach(), (c) => answer(c))
  onPost(app, familyRoutes.talkAbout(':proposal'), {
    by: familyOf,
    schema: ProposalWords,
    run: ({ context, params }, words) => commentOn(context, params.proposal, words),
    done: ({ params }) => `${familyRoutes.teach()}#${params.proposal}`,
    again: ({ c, params }, form) => answer(c, {}, { proposal: params.proposal, form }),
  })
  onPost(app, familyRoutes.teach(), {
    by: familyOf,
    run: ({ c, context, school, family, form }) => takeStep({ c, context, school: school.id, family, form }),
    done: (_, next) => next,
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
