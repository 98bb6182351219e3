import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import { allFamilies } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import { listApiKeys, makeApiKey, revokeApiKey } from '../../shared/team/api-key.operations.ts'
import { type ApiKey, NewApiKey } from '../../shared/team/api-key.ts'
import * as team from '../../shared/team/member.operations.ts'
import { type Member, NewMember } from '../../shared/team/member.ts'
import { Button, Choice, ErrorSummary, Field, Form, Select } from '../components/form.tsx'
import { ButtonLink, Notice, Table } from '../components/parts.tsx'
import type { FormState, Trouble } from '../form.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { ConfirmPage } from './confirm.tsx'
import { familyLabel } from './family.tsx'
import { SchoolPage } from './frame.tsx'

const ROLES = ['organizer', 'helper', 'parentLeader'] as const

/** The team, its keys, and what was just done: an invitation, or a key that is shown this once. */
export type TeamView = {
  members: readonly Member[]
  keys: readonly ApiKey[]
  families: readonly Family[]
  form: FormState
  keyForm: FormState
  invited: boolean
  /** Whether whom to invite was on the team already. */
  known: boolean
  secret?: string
}

/** Who belongs to the team, and which programs may act for the school. */
export function TeamPage({ reader, view }: { reader: Reader; view: TeamView }) {
  const { t } = reader
  const part = { t, form: view.form }
  return (
    <SchoolPage look="desk" reader={reader} title={t('team.title')}>
      <h1>{t('team.title')}</h1>
      <ErrorSummary t={t} form={view.form.trouble ? view.form : view.keyForm} />
      {view.invited && <Notice tone="done">{t('team.invited')}</Notice>}
      {view.known && <Notice>{t('team.known')}</Notice>}
      <Members reader={reader} members={view.members} />
      <h2 id="invite">{t('team.invite')}</h2>
      <Form action={schoolRoutes.team()}>
        <Field {...part} name="name" required label={t('team.name')} maxlength={120} />
        <Field {...part} name="email" type="email" required label={t('team.email')} />
        <Choice
          {...part}
          name="role"
          legend={t('team.role')}
          options={ROLES.map((value) => ({ value, label: t(`team.role.${value}`) }))}
          value="organizer"
        />
        <Select
          {...part}
          name="family"
          label={t('team.family')}
          hint={t('team.familyHint')}
          options={view.families.map((family) => ({ value: family.id, label: familyLabel(family) }))}
          empty={t('about.noChannel')}
        />
        <Button>{t('team.inviteButton')}</Button>
      </Form>
      <Keys reader={reader} view={view} />
    </SchoolPage>
  )
}

function Members({ reader: { t }, members }: { reader: Reader; members: readonly Member[] }) {
  return (
    <Table
      caption={t('team.title')}
      heads={[t('team.name'), t('team.email'), t('team.role'), t('team.action')]}
      rows={members.map((member) => [
        member.name,
        member.email,
        t(`team.role.${member.role}`),
        <ButtonLink kind="quiet" href={schoolRoutes.removeMember(member.id)}>
          {t('team.remove', { name: member.name })}
        </ButtonLink>,
      ])}
    />
  )
}

function Keys({ reader: { t }, view }: { reader: Reader; view: TeamView }) {
  return (
    <section>
      <h2 id="keys">{t('team.keys')}</h2>
      <p>{t('team.keysText')}</p>
      {view.secret && (
        <Notice tone="done">
          <p>{t('team.keySecret')}</p>
          <p>
            <code>{view.secret}</code>
          </p>
        </Notice>
      )}
      {view.keys.length === 0 ? (
        <p>{t('team.noKeys')}</p>
      ) : (
        <Table
          caption={t('team.keys')}
          heads={[t('team.keyName'), t('team.keyEnding'), t('team.action')]}
          rows={view.keys.map((key) => [
            key.name,
            <code>{key.ending}</code>,
            <ButtonLink kind="quiet" href={schoolRoutes.revokeApiKey(key.id)}>
              {t('team.revoke', { name: key.name })}
            </ButtonLink>,
          ])}
        />
      )}
      <Form action={schoolRoutes.apiKeys()}>
        <Field t={t} form={view.keyForm} name="keyName" required label={t('team.keyName')} maxlength={120} />
        <Button kind="quiet">{t('team.keyButton')}</Button>
      </Form>
    </section>
  )
}

type Shown = Partial<Omit<TeamView, 'members' | 'keys' | 'families'>>

async function answer(c: Visit, shown: Shown) {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const [members, keys, families] = await Promise.all([
    team.listTeam(context, school.id),
    listApiKeys(context, school.id),
    allFamilies(context, school.id),
  ])
  const view = { form: {}, keyForm: {}, invited: false, known: false, ...shown, members, keys, families }
  return show(c, <TeamPage reader={c.get('reader')} view={view} />)
}

// The invitation's form on the same page has a `name` too.
const ofKey = (trouble: Trouble): Trouble => ({
  ...trouble,
  errors: trouble.errors.map(({ detail }) => ({ pointer: '/keyName', detail })),
})

// Neither can be undone: a member needs a new invitation, and a program a new key.
function registerConfirmations(app: Hono<WebEnv>): void {
  const ask = (c: Visit, title: string, text: string, action: string) => {
    const props = { reader: c.get('reader'), title, button: title, action, back: schoolRoutes.team() }
    return show(
      c,
      <ConfirmPage {...props}>
        <p>{text}</p>
      </ConfirmPage>,
    )
  }
  app.get(schoolRoutes.removeMember(':member'), async (c) => {
    const { school } = organizerOf(c)
    const [id, { t }] = [c.req.param('member'), c.get('reader')]
    const member = (await team.listTeam(c.get('context'), school.id)).find((one) => one.id === id)
    const { name } = member ?? refuse('not-found')
    return ask(c, t('team.remove', { name }), t('team.removeText'), schoolRoutes.removeMember(id))
  })
  app.get(schoolRoutes.revokeApiKey(':key'), async (c) => {
    const { school } = organizerOf(c)
    const [id, { t }] = [c.req.param('key'), c.get('reader')]
    const key = (await listApiKeys(c.get('context'), school.id)).find((one) => one.id === id)
    const { name } = key ?? refuse('not-found')
    return ask(c, t('team.revoke', { name }), t('team.revokeText'), schoolRoutes.revokeApiKey(id))
  })
}

/** Registers the team's page. */
export function registerTeam(app: Hono<WebEnv>): void {
  registerConfirmations(app)
  app.get(schoolRoutes.team(), (c) =>
    answer(c, { invited: c.req.query('invited') !== undefined, known: c.req.query('known') !== undefined }),
  )
  onPost(app, schoolRoutes.team(), {
    by: organizerOf,
    schema: NewMember,
    run: ({ context, school }, member) => team.inviteMember(context, school.id, member),
    done: (_, { isNew }) => `${schoolRoutes.team()}?${isNew ? 'invited' : 'known'}`,
    again: ({ c }, form) => answer(c, { form }),
  })
  onPost(app, schoolRoutes.removeMember(':member'), {
    by: organizerOf,
    run: ({ context, school, params }) => team.removeMember(context, school.id, params.member),
    done: () => schoolRoutes.team(),
    again: ({ c }, { trouble }) => answer(c, { form: trouble ? { trouble } : {} }),
  })
  onPost(app, schoolRoutes.apiKeys(), {
    by: organizerOf,
    schema: NewApiKey,
    values: ({ text }) => ({ name: text('keyName') }),
    run: ({ context, school }, key) => makeApiKey(context, school.id, key),
    // Answers with a page, since the secret must not be in an address.
    done: ({ c }, { secret }) => answer(c, { secret }),
    relocate: ofKey,
    again: ({ c }, keyForm) => answer(c, { keyForm }),
  })
  onPost(app, schoolRoutes.revokeApiKey(':key'), {
    by: organizerOf,
    run: ({ context, school, params }) => revokeApiKey(context, school.id, params.key),
    done: () => schoolRoutes.team(),
  })
}
