import { type PropsWithChildren, useContext } from 'hono/jsx'
import type { Actor } from '../../shared/access/actor.ts'
import { CutPaper } from '../components/cut-paper.tsx'
import { Form } from '../components/form.tsx'
import { ScriptContext } from '../components/form-context.ts'
import { Icon } from '../components/icon.tsx'
import { EnterButton, formTaken, LanguageChoice } from '../components/language-link.tsx'
import { Page } from '../components/layout.tsx'
import { Menu } from '../components/menu.tsx'
import { ownLanguageNames, type Translator } from '../messages/catalogue.ts'
import { allowStyles } from '../policy.ts'
import { familyRoutes, routes } from '../routes.ts'
import { schoolRoutes } from '../school-routes.ts'
import { type Look, TEAM_STYLE_HASHES, TEAM_STYLES } from '../style/team-style.ts'
import type { Reader } from '../visit.ts'
import { LANGUAGE_SCRIPT_NAME } from './language-script.ts'
import { type Place, pageAt, placeAt, placesOf, type Subplace } from './places.ts'
import type { Waiting } from './waiting.ts'

allowStyles(TEAM_STYLE_HASHES)

/** The frame of the team's pages: the places that the reader's role may open, the person, and the way out. */
export function SchoolPage({
  reader,
  title,
  look = 'plain',
  form,
  waiting,
  children,
}: PropsWithChildren<{
  reader: Reader
  title: string
  look?: Look
  /** The id of the page's form, where it has one: another language takes along what is typed there. */
  form?: string | undefined
  /** What waits, where the page has counted it itself. */
  waiting?: Waiting
}>) {
  const places = reader.actor.kind === 'member' ? placesOf(reader.actor.role) : []
  const place = placeAt(reader.path, places)
  return (
    <Page
      reader={reader}
      title={title}
      style={TEAM_STYLES[look]}
      header={<TeamHeader {...{ reader, places, form }} waiting={waiting ?? reader.waiting} />}
      wide
    >
      {place && place.pages.length > 0 && pageAt(reader.path, place)?.href === reader.path && (
        <nav class="subs" aria-label={reader.t(place.label)}>
          <PageLinks reader={reader} place={place} waiting={waiting} />
        </nav>
      )}
      {children}
    </Page>
  )
}

// One navigation for both sizes: a sidebar on a desktop, a bar at the bottom of a phone.
async function TeamHeader(props: {
  reader: Reader
  places: readonly Place[]
  form: string | undefined
  waiting: Waiting | Promise<Waiting | undefined> | undefined
}) {
  const { reader, places, form } = props
  const waiting = await props.waiting
  const { t, path, school } = reader
  const here = placeAt(path, places)
  return (
    <header class="side">
      <CutPaper />
      <div class="stay">
        <a class="name" href={schoolRoutes.today()}>
          {school?.name ?? t('product.name')}
        </a>
        <nav aria-label={t('school.nav')}>
          <ul>
            {places.map((place) => (
              <li class={place.rare ? 'desktop' : ''}>
                <PlaceLink reader={reader} place={place} here={place === here} waiting={waiting} />
                {place === here && place.pages.length > 0 && (
                  <PageLinks reader={reader} place={place} waiting={waiting} />
                )}
              </li>
            ))}
          </ul>
        </nav>
        <PersonMenu reader={reader} places={places} form={form} />
      </div>
    </header>
  )
}

type LinkProps = { reader: Reader; place: Place; waiting?: Waiting | undefined }

function PlaceLink({ reader, place, here, waiting }: LinkProps & { here: boolean }) {
  const { t, path } = reader
  // Where the second level is open, the count stands there.
  const counts = here && place.pages.some((page) => page.counts === place.counts) ? undefined : place.counts
  // The page itself is named by the second level, where there is one.
  const current = here && place.href === path && place.pages.length === 0
  return (
    <a href={place.href} class={here ? 'here' : ''} {...(current && { 'aria-current': 'page' as const })}>
      <Icon name={place.icon} />
      <span>{t(place.label)}</span>
      <Count t={t} counts={counts} waiting={waiting} />
    </a>
  )
}

/** How much waits in a place; nothing where nothing does. */
function Count({
  t,
  counts,
  waiting,
}: {
  t: Translator
  counts: Subplace['counts']
  waiting: Waiting | undefined
}) {
  const count = counts && waiting?.[counts]
  if (!count) return null
  return (
    <span class={counts === 'today' && waiting?.late ? 'pill late' : 'pill'}>
      {count}
      <span class="screen-reader"> {t('school.nav.waiting')}</span>
    </span>
  )
}

function PageLinks({ reader: { t, path }, place, waiting }: LinkProps) {
  const open = pageAt(path, place)
  return (
    <ul>
      {place.pages.map((page) => (
        <li>
          <a href={page.href} {...(page === open && { 'aria-current': 'page' as const })}>
            {t(page.label)}
            <Count t={t} counts={page.counts} waiting={waiting} />
          </a>
        </li>
      ))}
    </ul>
  )
}

type MenuProps = { reader: Reader; places: readonly Place[]; form: string | undefined }

/** Who is signed in, with the language, the family's own page and the way out; on a phone the rarer places too. */
function PersonMenu({ reader, places, form }: MenuProps) {
  const { t, actor } = reader
  if (actor.kind !== 'member') return null
  return (
    <Menu look="me" summary={<Person t={t} actor={actor} />}>
      <div class="phone">
        {places
          .filter(({ rare }) => rare)
          .map((place) => (
            <div>
              <PlaceLink reader={reader} place={place} here={false} />
              {place.pages
                .filter(({ href }) => href !== place.href)
                .map(({ href, label }) => (
                  <a href={href}>{t(label)}</a>
                ))}
            </div>
          ))}
      </div>
      <LanguageLinks reader={reader} form={form} />
      <LanguageScript />
      {actor.family && <OwnFamilyLink reader={reader} />}
      <a href={routes.manual()}>
        <Icon name="question" />
        {t('page.help')}
      </a>
      <SignOutForm reader={reader} />
    </Menu>
  )
}

function Person({ t, actor }: { t: Translator; actor: Extract<Actor, { kind: 'member' }> }) {
  return (
    <>
      <span class="initials desktop" aria-hidden="true">
        {initialsOf(actor.name)}
      </span>
      <span class="desktop person">
        <b>
          <bdi>{actor.name}</bdi>
        </b>
        <small>{t(`school.role.${actor.role}`)}</small>
      </span>
      <Icon name="dots" />
      <span class="phone">{t('school.nav.more')}</span>
    </>
  )
}

function OwnFamilyLink({ reader: { t } }: { reader: Reader }) {
  return (
    <a href={familyRoutes.home()}>
      <Icon name="house" />
      {t('today.familyButton')}
    </a>
  )
}

function SignOutForm({ reader: { t } }: { reader: Reader }) {
  return (
    <Form action={routes.signOut()}>
      <button type="submit">
        <Icon name="leave" />
        {t('school.nav.signOut')}
      </button>
    </Form>
  )
}

/** The page in the other languages, with what is typed in its form. */
function LanguageLinks({ reader, form }: Pick<MenuProps, 'reader' | 'form'>) {
  const title = reader.t('page.languages')
  const taken = formTaken(reader, form)
  return (
    <nav aria-label={title}>
      <h2>{title}</h2>
      <EnterButton form={taken} />
      <ul>
        {ownLanguageNames().map(({ tag, name }) => (
          <li>
            <LanguageChoice {...{ reader, tag, name }} form={taken} />
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Takes along what is typed in a form that was not sent yet. */
function LanguageScript() {
  useContext(ScriptContext).isUsed = true
  return <script src={schoolRoutes.languageScript(LANGUAGE_SCRIPT_NAME)} defer />
}

/** The first letters of a person's first and last name. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends.map((word) => [...(word ?? '')][0] ?? '').join('')
}
