import type { Hono } from 'hono'
import { contactsOfFamily, reopenContact } from '../../shared/delivery/contact.operations.ts'
import { addressesOf } from '../../shared/family/consent.ts'
import type { ContactState } from '../../shared/family/contact.ts'
import { listDirectory } from '../../shared/family/directory.operations.ts'
import { readFamily } from '../../shared/family/family.operations.ts'
import type { Caregiver, Child, Family } from '../../shared/family/family.ts'
import { beginsAsFormula } from '../../shared/family/formula.ts'
import { type FamilyHistory, readHistory } from '../../shared/household/history.operations.ts'
import type { Conversation } from '../../shared/outreach/conversation.ts'
import { listConversations } from '../../shared/outreach/outreach.operations.ts'
import { Address } from '../components/address.tsx'
import { ContactList } from '../components/contact-list.tsx'
import { ErrorSummary } from '../components/form.tsx'
import { groupNames } from '../components/group-name.ts'
import { Icon } from '../components/icon.tsx'
import { PageHead } from '../components/page-head.tsx'
import { ButtonLink, Facts, Notice } from '../components/parts.tsx'
import { StrengthList } from '../components/strength-list.tsx'
import type { FormState } from '../form.ts'
import type { Translator } from '../messages/catalogue.ts'
import { capital, languageName } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { recordAddress, WhatHappens } from './family-history.tsx'
import { LinkCard } from './family-link.tsx'
import { FamilyRare, type MergeSearch } from './family-merge.tsx'
import { registerFamilyRemoval } from './family-removal.tsx'
import { SchoolPage } from './frame.tsx'
import { noteRead } from './viewed.ts'

/** A family with what it did and has not answered, and whether it was just saved. */
export type FamilyView = {
  family: Family
  history: FamilyHistory
  conversations: readonly Conversation[]
  saved: boolean
  /** Whether a conversation with it was just recorded. */
  talked: boolean
  /** Whether its removal was just undone. */
  restored: boolean
  contacts: ReadonlyMap<string, ContactState>
  merge: MergeSearch
}

type PageProps = { reader: Reader; view: FamilyView; form: FormState }

/** One family: what is next with it, what it did so far, who belongs to it, and its personal link. */
export function FamilyPage({ reader, view, form }: PageProps) {
  const { t } = reader
  const { family } = view
  return (
    <SchoolPage look="people" reader={reader} title={family.name}>
      <Head reader={reader} view={view} />
      {view.saved && <Notice tone="done">{t('settings.saved')}</Notice>}
      {view.saved &&
        oddNames(family).map((name) => (
          <Notice tone="warning">
            <b dir="auto">{name}</b> {t('roster.reason.sign')}
          </Notice>
        ))}
      {view.talked && <Notice tone="done">{t('conversation.saved')}</Notice>}
      {view.restored && <Notice tone="done">{t('family.restored')}</Notice>}
      <ErrorSummary t={t} form={form} />
      <div class="beside">
        <WhatHappens
          reader={reader}
          family={family.id}
          history={view.history}
          conversations={view.conversations}
        />
        <div class="stack">
          <People reader={reader} view={view} />
          <LinkCard reader={reader} family={family} />
          <FamilyRare reader={reader} family={family} merge={view.merge} />
        </div>
      </div>
    </SchoolPage>
  )
}

/** The answer in a line, and an answer that is missing to be recorded. */
function Head({ reader, view: { family, history } }: { reader: Reader; view: FamilyView }) {
  const { t } = reader
  const [next] = history.open
  return (
    <PageHead
      t={t}
      crumbs={[{ href: schoolRoutes.families(), label: t('school.nav.families') }]}
      title={<bdi>{family.name}</bdi>}
      answer={<Meta reader={reader} family={family} />}
      actions={
        <>
          {next && (
            <ButtonLink href={recordAddress(family.id, next)}>
              {t(next.session ? 'family.recordReply' : 'family.recordVote')}
            </ButtonLink>
          )}
          <ButtonLink kind="quiet" href={schoolRoutes.editFamily(family.id)}>
            {t('family.edit')}
          </ButtonLink>
          <a class="bare" href={`${schoolRoutes.invite(family.id)}#invite`}>
            {t('invite.button')}
          </a>
        </>
      }
    />
  )
}

/** The family's language, the way to it, and its children. */
function Meta({ reader: { t, language }, family }: { reader: Reader; family: Family }) {
  const [way] = family.caregivers.flatMap(({ channels }) => channels)
  return (
    <p class="meta">
      <span>
        <Icon name="voices" />
        {languageName(family.spokenLanguage, language)}
      </span>
      {way && <span>{t(`about.channel.${way.kind}`)}</span>}
      {family.children.length > 0 && (
        <span>
          {t('families.children')}: {family.children.map((child) => childText(t, child)).join(', ')}
        </span>
      )}
    </p>
  )
}

function People({ reader, view: { family, contacts } }: { reader: Reader; view: FamilyView }) {
  const { t } = reader
  return (
    <section class="card">
      <FamilyFacts reader={reader} family={family} />
      <StrengthList reader={reader} family={family} />
      {addressesOf(family).length > 0 && (
        <details class="fold" open={[...contacts.values()].some(({ state }) => state === 'failed')}>
          <summary>{t('contact.title')}</summary>
          <ContactList
            {...{ reader, family, contacts }}
            action={schoolRoutes.reopenContact(family.id)}
            mayReopen={(state) => state === 'failed'}
          />
        </details>
      )}
    </section>
  )
}

type Labelled = { name: string; caregivers: readonly { givenName: string }[] }

/** A family's name, with its caregivers' first names to distinguish it from others of that name. */
export function familyLabel({ name, caregivers }: Labelled): string {
  const given = caregivers.map(({ givenName }) => givenName).filter(Boolean)
  const isSaid = given.length === 1 && given[0] === name
  return given.length > 0 && !isSaid ? `${name} (${given.join(', ')})` : name
}

// As a roster is remarked on: nothing is refused.
function oddNames({ name, caregivers }: Family): string[] {
  const names = [name, ...caregivers.flatMap(({ givenName, familyName }) => [givenName, familyName])]
  return [...new Set(names.filter(beginsAsFormula))]
}

/** Who belongs to a family and how to reach them. */
export function FamilyFacts({ reader, family }: { reader: Reader; family: Family }) {
  const { t, language } = reader
  const people = family.caregivers.map((one) => (
    <li>
      <bdi>{caregiverName(one)}</bdi>
      {one.channels.map(({ kind, address }) => (
        <>
          {' · '}
          {t(`about.channel.${kind}`)} {address && <Address reader={reader} address={address} />}
        </>
      ))}
    </li>
  ))
  return (
    <Facts
      facts={[
        [t('families.caregivers'), people.length > 0 ? <ul>{people}</ul> : '—'],
        [t('families.children'), family.children.map((child) => childText(t, child)).join(', ') || '—'],
        [t('family.written'), languageName(family.writtenLanguage, language)],
        [t('family.spoken'), languageName(family.spokenLanguage, language)],
        [t('family.groups'), groupNames(reader, family.groups) || '—'],
        ...(family.bothMustAttend ? [[t('family.together'), t('family.yes')] as const] : []),
      ]}
    />
  )
}

/** A caregiver's whole name. */
export function caregiverName({
  givenName,
  familyName,
}: Pick<Caregiver, 'givenName' | 'familyName'>): string {
  return `${givenName} ${familyName}`.trim()
}

/** A child as its grade, or its age in words. */
export function childText(t: Translator, child: Child): string {
  return 'grade' in child
    ? t('family.grade', { grade: child.grade })
    : capital(t(`session.band.${child.ageBand}`))
}

// As many as one looks through before typing another word.
const MOST_FOUND = 8

async function answer(c: Visit, id: string, form: FormState = {}) {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const search = c.req.query('merge')?.trim().slice(0, 100)
  const [family, history, conversations, contacts, listing] = await Promise.all([
    noteRead(c, 'page', readFamily(context, school.id, id)),
    readHistory(context, school.id, id),
    listConversations(context, school.id, id),
    contactsOfFamily(context, school.id, id),
    search ? listDirectory(context, school.id, { search, sort: 'name' }) : undefined,
  ])
  const merge = search && listing ? { search, found: listing.families.slice(0, MOST_FOUND) } : undefined
  const has = (name: string) => c.req.query(name) !== undefined
  const was = { saved: has('saved'), talked: has('talked'), restored: has('restored') }
  const view = { family, history, conversations, contacts, merge, ...was }
  return show(c, <FamilyPage reader={c.get('reader')} view={view} form={form} />)
}

/** Registers a family's page. */
export function registerFamily(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.family(':family'), (c) => answer(c, c.req.param('family')))
  onPost(app, schoolRoutes.reopenContact(':family'), {
    by: organizerOf,
    run: ({ context, school, params, form }) =>
      reopenContact(context, { school: school.id, family: params.family }, form.text('name')),
    done: ({ params }) => schoolRoutes.family(params.family),
  })
  registerFamilyRemoval(app, answer)
}
