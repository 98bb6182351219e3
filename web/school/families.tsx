import type { Hono } from 'hono'
import { LIST_PAGE, listDirectory } from '../../shared/family/directory.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import { type Listing, ListQuery } from '../../shared/family/listing.ts'
import { listRemovedFamilies } from '../../shared/household/return.operations.ts'
import { instantOf } from '../../shared/time/instant.ts'
import { DownloadMenu } from '../components/download-menu.tsx'
import { Button, Form, Hidden } from '../components/form.tsx'
import { groupName } from '../components/group-name.ts'
import { Icon } from '../components/icon.tsx'
import { PageHead } from '../components/page-head.tsx'
import { ButtonLink, Notice } from '../components/parts.tsx'
import { SearchForm } from '../components/search-form.tsx'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { FamilyFilters } from './families-filters.tsx'
import { FamiliesTable } from './families-table.tsx'
import { listAddress } from './families-view.ts'
import { SchoolPage } from './frame.tsx'
import { noteViewed } from './viewed.ts'

/** A page of the list, what was asked for, and what was just done. */
export type FamiliesView = {
  listing: Listing
  query: ListQuery
  now: string
  /** The id of the family just removed, and those removed in the last 30 days. */
  removed: string | undefined
  lately: readonly Family[]
  /** The families just added to a group, or the calls just asked for. */
  added: { group: string; families: readonly string[] } | undefined
  called: readonly string[] | undefined
  undone: boolean
}

/** The school's families, or those that a search and filters find, fifty at a time. */
export function FamiliesPage({ reader, view }: { reader: Reader; view: FamiliesView }) {
  const { t } = reader
  const { listing, query, now } = view
  return (
    <SchoolPage look="families" reader={reader} title={t('families.title')}>
      <Head reader={reader} listing={listing} />
      <JustRemoved reader={reader} view={view} />
      <JustDone reader={reader} view={view} />
      {listing.school === 0 ? (
        <Notice>{t('families.none')}</Notice>
      ) : (
        <>
          <Search reader={reader} query={query} />
          <FamilyFilters reader={reader} listing={listing} query={query} />
          {listing.found === 0 ? (
            <NotFound reader={reader} school={listing.school} />
          ) : (
            <>
              <FamiliesTable reader={reader} families={listing.families} now={now} />
              <Pages reader={reader} listing={listing} query={query} />
            </>
          )}
        </>
      )}
      <RemovedLately reader={reader} families={view.lately} />
    </SchoolPage>
  )
}

function Head({ reader: { t }, listing: { school, languages } }: { reader: Reader; listing: Listing }) {
  return (
    <PageHead
      t={t}
      title={t('families.title')}
      answer={
        school > 0 && (
          <p class="soft">{t('families.some', { families: school, languages: languages.length })}</p>
        )
      }
      actions={
        <>
          <a class="bare" href={schoolRoutes.newFamily()}>
            <Icon name="plus" />
            {t('families.add')}
          </a>
          {school > 0 && (
            <a class="bare" href={schoolRoutes.codes()}>
              <Icon name="printer" />
              {t('codes.open')}
            </a>
          )}
          {school > 0 && <DownloadMenu t={t} label={t('download.button')} href={schoolRoutes.familiesFile} />}
          <ButtonLink kind="quiet" href={schoolRoutes.roster()}>
            <Icon name="upload" />
            {t('families.import')}
          </ButtonLink>
        </>
      }
    />
  )
}

function Search({ reader: { t }, query }: { reader: Reader; query: ListQuery }) {
  const { search, ...rest } = query
  return (
    <SearchForm
      t={t}
      action={schoolRoutes.families()}
      name="search"
      value={search}
      label={t('families.search')}
      placeholder={t('families.searchHint')}
      isWorded
    >
      {Object.entries(rest).map(([name, value]) =>
        value && value !== 'name' ? <input type="hidden" name={name} value={value} /> : null,
      )}
    </SearchForm>
  )
}

function NotFound({ reader: { t }, school }: { reader: Reader; school: number }) {
  return (
    <section class="blank">
      <h2>{t('families.notFound')}</h2>
      <p class="soft">{t('families.notFoundText')}</p>
      <ButtonLink kind="quiet" href={schoolRoutes.families()}>
        {t('families.showAll', { count: school })}
      </ButtonLink>
    </section>
  )
}

function JustRemoved({ reader, view: { removed, lately } }: { reader: Reader; view: FamiliesView }) {
  if (removed === undefined) return null
  return (
    <Notice tone="done">
      {reader.t('families.removed')}{' '}
      <Restore reader={reader} family={lately.find(({ id }) => id === removed)} />
    </Notice>
  )
}

function JustDone({ reader, view: { added, called, undone } }: { reader: Reader; view: FamiliesView }) {
  const { t } = reader
  if (undone) return <Notice tone="done">{t('undo.done')}</Notice>
  const done = added
    ? t('families.addedToGroup', { count: added.families.length, group: groupName(reader, added.group) })
    : called && t('families.askedCalls', { count: called.length })
  if (done === undefined) return null
  const ids = added?.families ?? called ?? []
  return (
    <Notice tone="done">
      <p>{done}</p>
      {ids.length > 0 && (
        <Form action={schoolRoutes.undoChosen()}>
          {added && <Hidden name="group" value={added.group} />}
          {ids.map((id) => (
            <Hidden name={added ? 'families:list' : 'calls:list'} value={id} />
          ))}
          <Button kind="quiet">{t('undo.button')}</Button>
        </Form>
      )}
    </Notice>
  )
}

function RemovedLately({ reader, families }: { reader: Reader; families: readonly Family[] }) {
  if (families.length === 0) return null
  return (
    <details>
      <summary>{reader.t('families.removedLately')}</summary>
      {families.map((family) => (
        <Restore reader={reader} family={family} />
      ))}
    </details>
  )
}

function Restore({ reader: { t }, family }: { reader: Reader; family: Family | undefined }) {
  if (!family) return null
  return (
    <Form action={schoolRoutes.restoreFamily(family.id)}>
      <Button kind="quiet">{t('families.restore', { family: family.name })}</Button>
    </Form>
  )
}

type PagesProps = { reader: Reader; listing: Listing; query: ListQuery }

// As many as fit beside each other; the others are found by a search.
const PAGES_BESIDE = 3

function Pages({ reader: { t }, listing: { found, from, families }, query }: PagesProps) {
  const to = from + families.length
  const shown = <span class="soft">{t('families.shown', { from: from + 1, to, count: found })}</span>
  if (found <= LIST_PAGE) return <p class="pages">{shown}</p>
  const last = Math.ceil(found / LIST_PAGE) - 1
  const here = Math.floor(from / LIST_PAGE)
  const places = Array.from({ length: last + 1 }, (_, place) => place).filter(
    (place) => place === 0 || place === last || Math.abs(place - here) <= PAGES_BESIDE,
  )
  return (
    <nav aria-label={t('families.pages')} class="pages">
      {places.map((place) => (
        <a
          href={listAddress(query, place * LIST_PAGE)}
          {...(place === here && { 'aria-current': 'page' as const })}
        >
          {place + 1}
        </a>
      ))}
      {shown}
    </nav>
  )
}

/** Registers the list of families. */
export function registerFamilies(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.families(), async (c) => {
    const { school } = organizerOf(c)
    const context = c.get('context')
    const query = queryOf(c)
    const asked = Number(c.req.query('from') ?? 0)
    const from = Number.isInteger(asked) && asked > 0 ? asked : 0
    const [listing, removed] = await Promise.all([
      listDirectory(context, school.id, query, from),
      listRemovedFamilies(context, school.id),
    ])
    noteViewed(
      c,
      query.search ? 'search' : 'list',
      listing.families.map(({ id }) => id),
    )
    const group = c.req.query('added')
    const view = {
      listing,
      query,
      now: instantOf(context.now()),
      lately: removed.map(({ family }) => family),
      removed: c.req.query('removed'),
      added: group === undefined ? undefined : { group, families: c.req.queries('family') ?? [] },
      called: c.req.query('called') === undefined ? undefined : (c.req.queries('call') ?? []),
      undone: c.req.query('undone') !== undefined,
    }
    return show(c, <FamiliesPage reader={c.get('reader')} view={view} />)
  })
}

/** What the address asks for; what it says of no filter of ours is as if it were not there. */
function queryOf(c: Visit): ListQuery {
  const names = ['search', 'by', 'heard', 'language', 'group', 'sort'] as const
  const known = names.map((name) => [name, c.req.query(name)?.trim()] as const).filter(([, value]) => value)
  const given = Object.fromEntries(known)
  const whole = ListQuery.safeParse(given)
  return whole.success ? whole.data : ListQuery.parse({ search: (given.search ?? '').slice(0, 100) })
}
