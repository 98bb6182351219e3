import type { Hono } from 'hono'
import { accept } from '../../shared/access/accept.ts'
import { deepEqual } from '../../shared/access/deep-equality.ts'
import { contactsOfFamily, reopenContact } from '../../shared/delivery/contact.operations.ts'
import { addressesOf } from '../../shared/family/consent.ts'
import type { ContactState } from '../../shared/family/contact.ts'
import { readFamily, updateFamily } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import { changeTo } from '../../shared/family/family-change.ts'
import { SkillsInput } from '../../shared/family/strength.ts'
import type { Conversation } from '../../shared/outreach/conversation.ts'
import { listConversations, saveSkills } from '../../shared/outreach/outreach.operations.ts'
import type { Naming } from '../../shared/session/naming.operations.ts'
import { CaregiverFields, typedCaregivers } from '../components/caregiver-fields.tsx'
import { ContactList } from '../components/contact-list.tsx'
import { FamilyPage } from '../components/family-page.tsx'
import { Button, ErrorSummary, Form, Hidden, Select } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { ButtonLink, Notice } from '../components/parts.tsx'
import { TappableRow, TappableRows } from '../components/tappable-rows.tsx'
import { feedName } from '../feed-name.ts'
import type { FormState } from '../form.ts'
import type { Translator } from '../messages/catalogue.ts'
import { FAMILY_LANGUAGES, languageOptions } from '../messages/choices.ts'
import { onPost } from '../post.ts'
import { familyRoutes, routes } from '../routes.ts'
import { familyOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { NoteRows, StrengthRows, WayRows } from './about-rows.tsx'
import { NamingRows, namingsOf, registerNamings } from './namings.tsx'
import { registerNewLink } from './new-link.tsx'
import { registerSkills, SkillChips } from './skills.tsx'
import { WhoLooked } from './viewings.tsx'

const FORM = 'about'

type AboutProps = {
  reader: Reader
  form: FormState
  family: Family
  feed: string
  contacts: ReadonlyMap<string, ContactState>
  conversations: readonly Conversation[]
  /** Where hosts may see its name. */
  namings: readonly Naming[]
  /** The form of its languages and ways is open. */
  edits?: boolean
  saved?: boolean
}

/** What is known of a family: its strengths first, then how it is reached, what the school noted, and the way out. */
export function AboutPage(props: AboutProps) {
  const { reader, form, family, feed, conversations, namings, saved } = props
  const { t } = reader
  return (
    <FamilyPage reader={reader} title={t('about.title')} form={FORM}>
      <h1>{family.name}</h1>
      {saved && <Notice tone="done">{t('about.saved')}</Notice>}
      <ErrorSummary t={t} form={form} />
      <section aria-labelledby="strengths">
        <h2 id="strengths">{t('strengths.title')}</h2>
        <SkillChips reader={reader} family={family} form={form} owner={FORM} />
        <StrengthRows reader={reader} family={family} />
      </section>
      <Ways {...props} />
      <NoteRows reader={reader} conversations={conversations} />
      <NamingRows reader={reader} namings={namings} />
      <WhoLooked reader={reader} />
      <TappableRows>
        <TappableRow
          href={familyRoutes.copy()}
          download="convite.json"
          mark={<Icon name="download" />}
          title={t('departure.copy')}
        >
          {t('departure.text')}
        </TappableRow>
        <TappableRow href={familyRoutes.newLink()} mark={<Icon name="link" />} title={t('newLink.title')}>
          {t('newLink.why')}
        </TappableRow>
      </TappableRows>
      <Feed t={t} feed={feed} />
      <p>
        <a class="leaving" href={familyRoutes.remove()}>
          {t('departure.delete')}
        </a>
      </p>
    </FamilyPage>
  )
}

/** How the family is reached; the rows open the form, and what is known of its addresses is folded. */
function Ways({ reader, form, family, contacts, edits }: AboutProps) {
  const { t } = reader
  return (
    <section aria-labelledby="ways">
      <h2 id="ways">{t('about.people')}</h2>
      <WayRows reader={reader} family={family} />
      <details class="fold" id="edit" open={edits || form.typed !== undefined}>
        <summary>{t('about.edit')}</summary>
        <AboutForm reader={reader} form={form} family={family} />
      </details>
      {addressesOf(family).length > 0 && (
        <details class="fold">
          <summary>{t('contact.title')}</summary>
          <ContactList
            {...{ reader, family, contacts }}
            action={familyRoutes.reopenContact()}
            mayReopen={(state) => state !== 'open'}
          />
        </details>
      )}
    </section>
  )
}

function AboutForm({ reader, form, family }: Pick<AboutProps, 'reader' | 'form' | 'family'>) {
  const { t, language } = reader
  const { writtenLanguage, spokenLanguage, caregivers, revision } = family
  const options = languageOptions(language, [...FAMILY_LANGUAGES, writtenLanguage, spokenLanguage])
  const part = { t, form, required: true, options }
  return (
    <Form action={familyRoutes.about()} id={FORM}>
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

function Feed({ t, feed }: { t: Translator; feed: string }) {
  return (
    <details class="fold">
      <summary>{t('about.feed')}</summary>
      <p>{t('about.feedText')}</p>
      <ButtonLink kind="quiet" href={feed.replace(/^https?/, 'webcal')}>
        {t('about.feedButton')}
      </ButtonLink>
      <p class="hint">{feed}</p>
    </details>
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

type Answer = { reading: Promise<Family>; form?: FormState }

async function answer(c: Visit, { reading, form = {} }: Answer): Promise<Response> {
  const { school, family: id } = familyOf(c)
  const context = c.get('context')
  const [family, contacts, conversations, namings] = await Promise.all([
    reading,
    contactsOfFamily(context, school.id, id),
    listConversations(context, school.id, id),
    namingsOf(c),
  ])
  const shown = { saved: c.req.query('saved') !== undefined, edits: c.req.query('edit') !== undefined }
  const known = { family, contacts, conversations, namings, feed: feedAddress(c, family) }
  return show(c, <AboutPage reader={c.get('reader')} form={form} {...known} {...shown} />)
}

/** Registers a family's page about itself. */
export function registerAbout(app: Hono<WebEnv>): void {
  registerNamings(app)
  registerNewLink(app)
  registerSkills(app)
  app.get(familyRoutes.about(), (c) => {
    const { family, school } = familyOf(c)
    return answer(c, { reading: readFamily(c.get('context'), school.id, family) })
  })
  onPost(app, familyRoutes.about(), {
    by: familyOf,
    run: async ({ context, school, family: id, form: { values } }) => {
      const family = await readFamily(context, school.id, id)
      const { skills, ...rest } = values
      const ticked = skills === undefined ? undefined : accept(SkillsInput, { skills })
      await updateFamily(context, school.id, id, accept(changeTo(family), familyChange(rest, family)))
      // Ticks that their own button has not saved are not lost with this one.
      if (ticked && !deepEqual(ticked.skills, family.strengths?.skills ?? []))
        await saveSkills(context, school.id, id, ticked)
    },
    done: () => `${familyRoutes.about()}?saved`,
    again: ({ c, context, school, family }, form) =>
      answer(c, { reading: readFamily(context, school.id, family), form }),
  })
  onPost(app, familyRoutes.reopenContact(), {
    by: familyOf,
    run: ({ context, school, family, form }) =>
      reopenContact(context, { school: school.id, family }, form.text('name')),
    done: () => `${familyRoutes.about()}?saved`,
  })
}
