import type { Hono } from 'hono'
import { contactsOfFamily, reopenContact } from '../../shared/delivery/contact.operations.ts'
import { addressesOf } from '../../shared/family/consent.ts'
import type { ContactState } from '../../shared/family/contact.ts'
import { allFamilies, issueLink, readFamily } from '../../shared/family/family.operations.ts'
import type { Caregiver, Child, Family } from '../../shared/family/family.ts'
import { beginsAsFormula } from '../../shared/family/formula.ts'
import { ContactList } from '../components/contact-list.tsx'
import { Button, ErrorSummary, Flag, Form, Select } from '../components/form.tsx'
import { groupNames } from '../components/group-name.ts'
import { ButtonLink, Card, Facts, Notice } from '../components/parts.tsx'
import { QrCode } from '../components/qr-code.tsx'
import { StrengthList, strengthsOf } from '../components/strength-list.tsx'
import type { FormState } from '../form.ts'
import type { Translator } from '../messages/catalogue.ts'
import { languageName } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { routes, schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { registerFamilyRemoval } from './family-removal.tsx'
import { SchoolPage } from './frame.tsx'

/** A family, the others that it might be one with, and whether it was just saved. */
export type FamilyView = {
  family: Family
  others: readonly Family[]
  saved: boolean
  /** Whether its removal was just undone. */
  restored: boolean
  contacts: ReadonlyMap<string, ContactState>
}

/** One family: who belongs to it, its personal link, and how to merge, split or remove it. */
export function FamilyPage({ reader, view, form }: { reader: Reader; view: FamilyView; form: FormState }) {
  const { t } = reader
  const { family } = view
  return (
    <SchoolPage reader={reader} title={family.name}>
      <p>
        <a href={schoolRoutes.families()}>{t('family.back')}</a>
      </p>
      <h1>{family.name}</h1>
      {view.saved && <Notice tone="done">{t('settings.saved')}</Notice>}
      {view.saved &&
        oddNames(family).map((name) => (
          <Notice tone="warning">
            <b dir="auto">{name}</b> {t('roster.reason.sign')}
          </Notice>
        ))}
      {view.restored && <Notice tone="done">{t('family.restored')}</Notice>}
      <ErrorSummary t={t} form={form} />
      <FamilyFacts reader={reader} family={family} />
      <p>
        <ButtonLink href={schoolRoutes.talk(family.id)}>{t('conversation.record')}</ButtonLink>{' '}
        <ButtonLink kind="quiet" href={schoolRoutes.invite(family.id)}>
          {t('invite.button')}
        </ButtonLink>{' '}
        <ButtonLink kind="quiet" href={schoolRoutes.editFamily(family.id)}>
          {t('family.edit')}
        </ButtonLink>
      </p>
      <StrengthList reader={reader} strengths={strengthsOf(family)} />
      {addressesOf(family).length > 0 && (
        <Card title={t('contact.title')}>
          <ContactList
            {...{ reader, family, contacts: view.contacts }}
            action={schoolRoutes.reopenContact(family.id)}
            mayReopen={(state) => state === 'failed'}
          />
        </Card>
      )}
      <div class="columns">
        <Card title={t('family.link')}>
          <p>{t(family.links.length > 0 ? 'family.linkAgain' : 'family.linkFirst')}</p>
          <Form action={schoolRoutes.familyLink(family.id)}>
            {family.links.length > 0 && <Flag form={{}} name="devices" label={t('family.linkDevices')} />}
            <Button kind="quiet">{t('family.linkButton')}</Button>
          </Form>
        </Card>
        <Merging reader={reader} view={view} />
        {family.caregivers.length > 1 && (
          <Card title={t('family.split')}>
            <p>{t('family.splitText')}</p>
            <ButtonLink kind="quiet" href={schoolRoutes.splitFamily(family.id)}>
              {t('family.splitButton')}
            </ButtonLink>
          </Card>
        )}
        <Card title={t('family.remove')}>
          <p>{t('family.removeText')}</p>
          <ButtonLink kind="quiet" href={schoolRoutes.removeFamily(family.id)}>
            {t('family.removeButton')}
          </ButtonLink>
        </Card>
      </div>
    </SchoolPage>
  )
}

function Merging({ reader: { t }, view: { family, others } }: { reader: Reader; view: FamilyView }) {
  if (others.length === 0) return null
  return (
    <Card title={t('family.merge')}>
      <p>{t('family.mergeText')}</p>
      <form method="get" action={schoolRoutes.mergeFamily(family.id)}>
        <Select
          t={t}
          form={{}}
          name="with"
          required
          label={t('family.mergeWith')}
          options={others.map((other) => ({ value: other.id, label: familyLabel(other) }))}
          empty={t('family.choose')}
        />
        <Button kind="quiet">{t('family.mergeLook')}</Button>
      </form>
    </Card>
  )
}

/** A family's name, with its caregivers' first names to distinguish it from others of that name. */
export function familyLabel({ name, caregivers }: Family): string {
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
      {caregiverName(one)}
      {one.channels.map(({ kind, address = '' }) => ` · ${t(`about.channel.${kind}`)} ${address}`.trimEnd())}
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
  return 'grade' in child ? t('family.grade', { grade: child.grade }) : t(`session.band.${child.ageBand}`)
}

type Link = { token: string; code: string }

/** A family's new personal link, to show once, to print and to hand over. */
export function FamilyLinkPage({ reader, family, link, origin }: LinkProps) {
  const { t, school } = reader
  const address = origin + routes.familyLink(link.token)
  return (
    <SchoolPage reader={reader} title={t('family.linkTitle', { family: family.name })}>
      <h1>{t('family.linkTitle', { family: family.name })}</h1>
      <div class="no-print">
        <Notice tone="done">{t('family.linkOnce')}</Notice>
      </div>
      <p lang={family.writtenLanguage}>{school?.name}</p>
      <QrCode address={address} label={t('family.linkQr')} />
      <p>
        <a href={address}>{address}</a>
      </p>
      <p>{t('family.linkCode', { address: origin + routes.code() })}</p>
      <p class="code">{link.code}</p>
      <p class="no-print">
        <ButtonLink kind="quiet" href={schoolRoutes.family(family.id)}>
          {t('family.linkBack')}
        </ButtonLink>
      </p>
    </SchoolPage>
  )
}

type LinkProps = { reader: Reader; family: Family; link: Link; origin: string }

async function answer(c: Visit, id: string, form: FormState = {}) {
  const { school } = organizerOf(c)
  const [families, contacts] = await Promise.all([
    allFamilies(c.get('context'), school.id),
    contactsOfFamily(c.get('context'), school.id, id),
  ])
  const family = families.find((one) => one.id === id) ?? (await readFamily(c.get('context'), school.id, id))
  const others = families.filter((one) => one.id !== id)
  const [saved, restored] = ['saved', 'restored'].map((name) => c.req.query(name) !== undefined)
  const view = { family, others, contacts, saved: saved === true, restored: restored === true }
  return show(c, <FamilyPage reader={c.get('reader')} view={view} form={form} />)
}

/** Registers a family's page and its personal link. */
export function registerFamily(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.family(':family'), (c) => answer(c, c.req.param('family')))
  app.get(schoolRoutes.familyLink(':family'), (c) =>
    c.redirect(schoolRoutes.family(c.req.param('family')), 303),
  )
  onPost(app, schoolRoutes.familyLink(':family'), {
    by: organizerOf,
    run: async ({ context, school, params: { family: id }, form }) => {
      const link = await issueLink(context, school.id, id, { signOut: form.text('devices') !== '' })
      return { link, family: await readFamily(context, school.id, id) }
    },
    // Answers with a page, since the token must not be in an address.
    done: ({ c }, issued) => {
      const origin = c.get('origin')
      return show(c, <FamilyLinkPage reader={c.get('reader')} {...issued} origin={origin} />)
    },
    again: ({ c, params }, { trouble }) => answer(c, params.family, trouble ? { trouble } : {}),
  })
  onPost(app, schoolRoutes.reopenContact(':family'), {
    by: organizerOf,
    run: ({ context, school, params, form }) =>
      reopenContact(context, { school: school.id, family: params.family }, form.text('name')),
    done: ({ params }) => schoolRoutes.family(params.family),
  })
  registerFamilyRemoval(app, answer)
}
