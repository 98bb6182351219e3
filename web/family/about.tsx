import type { Hono } from 'hono'
import { contactsOfFamily, reopenContact } from '../../shared/delivery/contact.operations.ts'
import { addressesOf } from '../../shared/family/consent.ts'
import type { ContactState } from '../../shared/family/contact.ts'
import { readFamily, updateFamily } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import { changeTo } from '../../shared/family/family-change.ts'
import { CaregiverFields, typedCaregivers } from '../components/caregiver-fields.tsx'
import { ContactList } from '../components/contact-list.tsx'
import { Button, ErrorSummary, Form, Hidden, Select } from '../components/form.tsx'
import { Page } from '../components/layout.tsx'
import { ButtonLink, Card, Notice } from '../components/parts.tsx'
import { feedName } from '../feed-name.ts'
import { accept, type FormState } from '../form.ts'
import type { Translator } from '../messages/catalogue.ts'
import { FAMILY_LANGUAGES, languageOptions } from '../messages/choices.ts'
import { onPost } from '../post.ts'
import { familyRoutes, routes } from '../routes.ts'
import { familyOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { WhoLooked } from './viewings.tsx'

type AboutProps = {
  reader: Reader
  form: FormState
  family: Family
  feed: string
  contacts: ReadonlyMap<string, ContactState>
  saved?: boolean
}

/** What a family says about itself: its languages, its names, how to reach it; and the way out. */
export function AboutPage({ reader, form, family, feed, contacts, saved }: AboutProps) {
  const { t } = reader
  return (
    <Page reader={reader} title={t('about.title')}>
      <h1>{t('about.title')}</h1>
      {saved && <Notice tone="done">{t('about.saved')}</Notice>}
      <ErrorSummary t={t} form={form} />
      <AboutForm reader={reader} form={form} family={family} />
      {addressesOf(family).length > 0 && (
        <Card title={t('contact.title')}>
          <ContactList
            {...{ reader, family, contacts }}
            action={familyRoutes.reopenContact()}
            mayReopen={(state) => state !== 'open'}
          />
        </Card>
      )}
      <MoreAboutUs t={t} />
      <WhoLooked reader={reader} />
      <FeedCard t={t} feed={feed} />
      <DepartureCard t={t} />
    </Page>
  )
}

function AboutForm({ reader, form, family }: Pick<AboutProps, 'reader' | 'form' | 'family'>) {
  const { t, language } = reader
  const { writtenLanguage, spokenLanguage, caregivers, revision } = family
  const options = languageOptions(language, [...FAMILY_LANGUAGES, writtenLanguage, spokenLanguage])
  const part = { t, form, required: true, options }
  return (
    <Form action={familyRoutes.about()}>
      <Hidden name="revision" kind="int" value={revision} />
      <Select {...part} name="writtenLanguage" label={t('about.written')} value={writtenLanguage} />
      <Select {...part} name="spokenLanguage" label={t('about.spoken')} value={spokenLanguage} />
      <h2>{t('about.people')}</h2>
      {caregivers.map((caregiver, place) => (
        <CaregiverFields t={t} form={form} place={place} caregiver={caregiver} />
      ))}
      <Button>{t('form.save')}</Button>
    </Form>
  )
}

type Texts = { t: Translator }

function MoreAboutUs({ t }: Texts) {
  return (
    <Card title={t('strengths.title')}>
      <p>{t('strengths.why')}</p>
      <p class="actions">
        <ButtonLink kind="quiet" href={familyRoutes.strengths()}>
          {t('strengths.open')}
        </ButtonLink>
        <a href={familyRoutes.path()}>{t('path.title')}</a>
        <a href={familyRoutes.notes()}>{t('notes.open')}</a>
      </p>
    </Card>
  )
}

function FeedCard({ t, feed }: Texts & { feed: string }) {
  return (
    <Card title={t('about.feed')}>
      <p>{t('about.feedText')}</p>
      <ButtonLink kind="quiet" href={feed.replace(/^https?/, 'webcal')}>
        {t('about.feedButton')}
      </ButtonLink>
      <p class="hint">{feed}</p>
    </Card>
  )
}

function DepartureCard({ t }: Texts) {
  return (
    <Card title={t('departure.title')}>
      <p>{t('departure.text')}</p>
      <p class="actions">
        <a href={familyRoutes.copy()} download="convite.json">
          {t('departure.copy')}
        </a>
        <a href={familyRoutes.remove()}>{t('departure.delete')}</a>
      </p>
    </Card>
  )
}

type Values = Record<string, unknown>

/** The form's values as a change: what a caregiver has beside the fields of the page stays as it is. */
export function familyChange(values: Values, family: Family): Values {
  const typed = typedCaregivers(values, family.caregivers)
  return {
    ...values,
    caregivers: family.caregivers.map((caregiver) => {
      const { sourceId: _, ...known } = caregiver
      const said = typed.find(({ id }) => id === caregiver.id)
      return said ? { ...known, ...said } : known
    }),
  }
}

// The address is a secret that authorizes the family's calendar program.
function feedAddress(c: Visit, family: Family): string {
  const owner = { school: familyOf(c).school.id, family: family.id }
  const name = feedName(c.get('services').cookieKey, owner, family)
  return c.get('origin') + routes.familyFeed(name)
}

type Answer = { family: Family; form?: FormState; saved?: boolean }

async function answer(c: Visit, { family, form = {}, saved = false }: Answer): Promise<Response> {
  const { school } = familyOf(c)
  const contacts = await contactsOfFamily(c.get('context'), school.id, family.id)
  const props = { reader: c.get('reader'), form, family, contacts, saved, feed: feedAddress(c, family) }
  return show(c, <AboutPage {...props} />)
}

/** Registers a family's page about itself. */
export function registerAbout(app: Hono<WebEnv>): void {
  app.get(familyRoutes.about(), async (c) => {
    const { family: id, school } = familyOf(c)
    const family = await readFamily(c.get('context'), school.id, id)
    return answer(c, { family, saved: c.req.query('saved') !== undefined })
  })
  onPost(app, familyRoutes.about(), {
    by: familyOf,
    run: async ({ context, school, family: id, form }) => {
      const family = await readFamily(context, school.id, id)
      return updateFamily(context, school.id, id, accept(changeTo(family), familyChange(form.values, family)))
    },
    done: () => `${familyRoutes.about()}?saved`,
    again: async ({ c, context, school, family }, form) =>
      answer(c, { family: await readFamily(context, school.id, family), form }),
  })
  onPost(app, familyRoutes.reopenContact(), {
    by: familyOf,
    run: ({ context, school, family, form }) =>
      reopenContact(context, { school: school.id, family }, form.text('name')),
    done: () => `${familyRoutes.about()}?saved`,
  })
}
