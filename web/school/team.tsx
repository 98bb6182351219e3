import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import { listApiKeys, makeApiKey, revokeApiKey } from '../../shared/team/api-key.operations.ts'
import { type ApiKey, NewApiKey } from '../../shared/team/api-key.ts'
import * as team from '../../shared/team/member.operations.ts'
import { type Member, NewMember } from '../../shared/team/member.ts'
import { ErrorSummary } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Notice } from '../components/parts.tsx'
import type { FormState, Trouble } from '../form.ts'
import { languageName } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { ConfirmPage } from './confirm.tsx'
import { chosenFamily } from './family-field.tsx'
import { SchoolPage } from './frame.tsx'
import { TeamInvitation } from './team-invitation.tsx'
import { TeamKeys } from './team-keys.tsx'

/** The team, its keys, and what was just done: an invitation, or a key that is shown this once. */
export type TeamView = {
  members: readonly Member[]
  keys: readonly ApiKey[]
  form: FormState
  keyForm: FormState
  invited: boolean
  /** Whether whom to invite was on the team already. */
  known: boolean
  secret?: string
}

/** Who belongs to the team, the form that invites somebody, and which programs may act for the school. */
export function TeamPage({ reader, view }: { reader: Reader; view: TeamView }) {
  const { t } = reader
  return (
    <SchoolPage look="people" reader={reader} title={t('team.title')}>
      <Head reader={reader} members={view.members} />
      <ErrorSummary t={t} form={view.form.trouble ? view.form : view.keyForm} />
      {view.invited && <Notice tone="done">{t('team.invited')}</Notice>}
      {view.known && <Notice>{t('team.known')}</Notice>}
      <div class="beside">
        <div class="stack">
          <Members reader={reader} members={view.members} />
          <TeamKeys reader={reader} keys={view.keys} form={view.keyForm} secret={view.secret} />
        </div>
        <TeamInvitation reader={reader} form={view.form} />
      </div>
    </SchoolPage>
  )
}

type MembersProps = { reader: Reader; members: readonly Member[] }

/** How many are on the team, and how many of them plan, help and lead. */
function Head({ reader: { t }, members }: MembersProps) {
  const of = (role: Member['role']) => members.filter((one) => one.role === role).length
  return (
    <PageHead
      t={t}
      title={t('team.count', { count: members.length })}
      answer={
        <p class="soft">
          {t('team.roles', {
            organizers: of('organizer'),
            helpers: of('helper'),
            leaders: of('parentLeader'),
          })}
        </p>
      }
    />
  )
}

function Members({ reader: { t, language }, members }: MembersProps) {
  return (
    <section aria-labelledby="members">
      <h2 class="screen-reader" id="members">
        {t('team.title')}
      </h2>
      <ul class="firsts people-rows">
        {members.map((member) => (
          <li>
            <div>
              <h3>
                <bdi>{member.name}</bdi>
              </h3>
              <p class="small soft">
                {t(`team.role.${member.role}`)} · <bdi>{member.email}</bdi>
                {member.language && ` · ${languageName(member.language, language)}`}
                {member.family && (
                  <>
                    {' · '}
                    <a href={schoolRoutes.family(member.family)}>{t('team.ownFamily')}</a>
                  </>
                )}
              </p>
            </div>
            <a class="bare" href={schoolRoutes.removeMember(member.id)}>
              {t('team.remove', { name: member.name })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

type Shown = Partial<Omit<TeamView, 'members' | 'keys'>>

async function answer(c: Visit, shown: Shown) {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const [members, keys] = await Promise.all([
    team.listTeam(context, school.id),
    listApiKeys(context, school.id),
  ])
  const view = { form: {}, keyForm: {}, invited: false, known: false, ...shown, members, keys }
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
    // The family is typed as a name, and found by it.
    values: ({ values: { family: _, ...member } }) => member,
    run: async ({ context, school, form }, member) => {
      const family = await chosenFamily(context, school.id, { field: 'family', text: form.text('family') })
      return team.inviteMember(context, school.id, { ...member, ...(family && { family }) })
    },
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
