import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import {
  type CallTopic,
  readCallTopic,
  requestCalls,
  withdrawCalls,
} from '../../shared/delivery/call-request.operations.ts'
import type { PersonalLink } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import {
  addToGroup,
  GroupChange,
  groupsOfSchool,
  removeFromGroup,
} from '../../shared/family/group.operations.ts'
import { printLinks } from '../../shared/family/standing-link.operations.ts'
import { CallRequest } from '../../shared/message/call.ts'
import { workshopsUnderWay } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { ConfirmForm } from '../components/confirm-form.tsx'
import { CheckList, ErrorSummary, Field, Select } from '../components/form.tsx'
import { typedGroup } from '../components/group-fields.tsx'
import { groupName } from '../components/group-name.ts'
import { PageHead } from '../components/page-head.tsx'
import { Notice } from '../components/parts.tsx'
import type { FormState, SentForm } from '../form.ts'
import { localText } from '../messages/catalogue.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { CHOSEN_ACTS, type ChosenAct, familiesAt } from './chosen-acts.ts'
import { LettersPage, LinksPage } from './chosen-links.tsx'
import { AboutWhich, addressToWrite } from './chosen-message.tsx'
import { familyLabel } from './family.tsx'
import { SchoolPage } from './frame.tsx'
import { noteViewed } from './viewed.ts'

type View = {
  act: ChosenAct
  families: readonly Family[]
  /** The groups of the school, to choose one. */
  groups: readonly string[]
  topic: CallTopic | undefined
  /** The workshops under way, to write about one. */
  workshops: readonly Workshop[]
}

/** Says which families were chosen and what follows, and asks before it is done. */
export function ChosenPage({ reader, view, form }: { reader: Reader; view: View; form: FormState }) {
  const { t } = reader
  const { act, families } = view
  const title = t(`chosen.${act}`, { count: families.length })
  return (
    <SchoolPage look="families" reader={reader} title={title}>
      <PageHead
        t={t}
        crumbs={[{ href: schoolRoutes.families(), label: t('families.title') }]}
        title={title}
      />
      <ErrorSummary t={t} form={form} />
      {families.length === 0 ? (
        <Nobody reader={reader} form={form} />
      ) : (
        <Act reader={reader} view={view} form={form} />
      )}
    </SchoolPage>
  )
}

/** Where nobody is chosen; an error leads to the empty group of families. */
function Nobody({ reader: { t }, form }: { reader: Reader; form: FormState }) {
  return (
    <>
      <Notice tone="warning">{t('chosen.nobody')}</Notice>
      {form.trouble && (
        <CheckList t={t} form={form} name="families" legend={t('families.title')} options={[]} />
      )}
    </>
  )
}

const BUTTONS = {
  letters: 'chosen.makeLetters',
  links: 'chosen.makeLinks',
  group: 'chosen.addToGroup',
  calls: 'chosen.ask',
} as const

function Act({ reader, view, form }: { reader: Reader; view: View; form: FormState }) {
  const { t } = reader
  const { act, families } = view
  if (act === 'write') return <AboutWhich reader={reader} families={families} workshops={view.workshops} />
  if (act === 'calls' && !view.topic) return <Notice>{t('chosen.noTopic')}</Notice>
  return (
    <>
      <Follows reader={reader} view={view} />
      <ConfirmForm
        t={t}
        action={schoolRoutes.chosenFamiliesFor(act)}
        button={t(BUTTONS[act])}
        kind="main"
        back={schoolRoutes.families()}
      >
        <CheckList
          t={t}
          form={form}
          name="families"
          legend={t('families.title')}
          inline
          options={families.map((family) => ({ value: family.id, label: familyLabel(family) }))}
          values={families.map(({ id }) => id)}
        />
        {act === 'group' && <WhichGroup reader={reader} groups={view.groups} form={form} />}
      </ConfirmForm>
    </>
  )
}

function Follows({ reader: { t, language }, view: { act, topic } }: { reader: Reader; view: View }) {
  if (act === 'group') return null
  if (act === 'calls')
    return <p>{t('chosen.callAbout', { title: localText(topic?.workshop.title ?? {}, language) })}</p>
  return (
    <Notice>
      {t('codes.text')} {t('codes.care')}
    </Notice>
  )
}

type WhichGroupProps = { reader: Reader; groups: readonly string[]; form: FormState }

function WhichGroup({ reader, groups, form }: WhichGroupProps) {
  const { t } = reader
  return (
    <>
      {groups.length > 0 && (
        <Select
          t={t}
          form={form}
          name="known"
          plain
          label={t('families.group')}
          options={groups.map((group) => ({ value: group, label: groupName(reader, group) }))}
          empty="—"
        />
      )}
      <Field t={t} form={form} name="group" plain label={t('chosen.groupNew')} hint={t('chosen.groupHint')} />
    </>
  )
}

async function answer(c: Visit, act: ChosenAct, ids: readonly string[], form: FormState = {}) {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const [families, groups, topic, workshops] = await Promise.all([
    familiesAt(c, school.id, ids),
    act === 'group' ? groupsOfSchool(context, school.id) : [],
    act === 'calls' ? readCallTopic(context, school.id) : undefined,
    act === 'write' ? workshopsUnderWay(context, school.id) : [],
  ])
  const [only, ...more] = workshops
  if (only && more.length === 0 && families.length > 0) return c.redirect(addressToWrite(only, families), 303)
  const view = { act, families, groups, topic, workshops }
  return show(c, <ChosenPage reader={c.get('reader')} view={view} form={form} />)
}

const idsIn = (form: SentForm) => form.sent.flatMap(([name, id]) => (name === 'families:list' ? [id] : []))

/** Registers what is done with several families: a page that asks, and the act. */
export function registerChosenFamilies(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.chosenFamilies(), (c) => {
    const act = CHOSEN_ACTS.find((one) => one === c.req.query('act')) ?? 'letters'
    const ofPage = (c.req.query('page') ?? '').split(' ').filter(Boolean)
    return answer(c, act, [...ofPage, ...(c.req.queries('family') ?? [])])
  })
  registerLinks(app)
  registerGroupOfChosen(app)
  registerCallsToChosen(app)
  onPost(app, schoolRoutes.undoChosen(), {
    by: organizerOf,
    run: async ({ context, school, form }) => {
      const calls = form.sent.flatMap(([name, id]) => (name === 'calls:list' ? [id] : []))
      if (form.text('group'))
        await removeFromGroup(context, school.id, { families: idsIn(form), group: form.text('group') })
      await withdrawCalls(context, school.id, calls)
    },
    done: () => `${schoolRoutes.families()}?undone`,
  })
}

function registerGroupOfChosen(app: Hono<WebEnv>): void {
  onPost(app, schoolRoutes.chosenFamiliesFor('group'), {
    by: organizerOf,
    schema: GroupChange,
    values: (form) => ({ families: idsIn(form), group: chosenGroup(form) }),
    run: async ({ context, school }, change) => ({
      group: change.group,
      families: await addToGroup(context, school.id, change),
    }),
    done: (_, { group, families }) => {
      const said = [['added', group], ...families.map((id) => ['family', id])]
      return `${schoolRoutes.families()}?${new URLSearchParams(said)}`
    },
    again: ({ c, form }, state) => answer(c, 'group', idsIn(form), state),
  })
}

function registerCallsToChosen(app: Hono<WebEnv>): void {
  onPost(app, schoolRoutes.chosenFamiliesFor('calls'), {
    by: organizerOf,
    schema: CallRequest,
    values: (form) => ({ families: idsIn(form) }),
    // What there was to call about may be over meanwhile: the page says so.
    run: async ({ context, school }, request) =>
      (await readCallTopic(context, school.id)) && requestCalls(context, school.id, request),
    done: ({ c, form }, calls) => {
      if (!calls) {
        c.status(422)
        return answer(c, 'calls', idsIn(form))
      }
      const said = [['called', ''], ...calls.map(({ id }) => ['call', id])]
      return `${schoolRoutes.families()}?${new URLSearchParams(said)}`
    },
    again: ({ c, form }, state) => answer(c, 'calls', idsIn(form), state),
  })
}

/** A group as it was chosen or typed, of which there is one. */
function chosenGroup(form: SentForm): string {
  const typed = typedGroup(form.text('group'))
  const known = form.text('known')
  if (typed && known && typed !== known)
    return refuse('invalid-input', { errors: [{ pointer: '/group', detail: 'two-groups' }] })
  return typed || known
}

const NOBODY = { pointer: '/families', detail: 'none-ticked' }

function registerLinks(app: Hono<WebEnv>): void {
  for (const act of ['letters', 'links'] as const)
    onPost(app, schoolRoutes.chosenFamiliesFor(act), {
      by: organizerOf,
      run: async ({ c, context, school, form }): Promise<[Family, PersonalLink][]> => {
        if (idsIn(form).length === 0) refuse('invalid-input', { errors: [NOBODY] })
        const families = await familiesAt(c, school.id, idsIn(form))
        noteViewed(c, 'links', idsIn(form))
        const { cookieKey } = c.get('services')
        const links = await printLinks({ ...context, cookieKey }, school.id, families)
        return families.flatMap((family) => {
          const link = links.get(family.id)
          return link ? [[family, link]] : []
        })
      },
      // Answers with the page itself, since the tokens must not be in an address.
      done: ({ c }, links) => {
        const props = { reader: c.get('reader'), links, origin: c.get('origin') }
        return show(c, act === 'letters' ? <LettersPage {...props} /> : <LinksPage {...props} />)
      },
      again: ({ c, form }, state) => answer(c, act, idsIn(form), state),
    })
}
