import type { Hono } from 'hono'
import { allFamilies, searchFamilies } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import { listRemovedFamilies } from '../../shared/household/return.operations.ts'
import { Button, Field, Form } from '../components/form.tsx'
import { ButtonLink, Notice, Table } from '../components/parts.tsx'
import { languageName } from '../messages/format.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { caregiverName } from './family.tsx'
import { SchoolPage } from './frame.tsx'

const PAGE_SIZE = 100

/**
 * The families found, the offset of the first shown (from 0), the search, the id of the one just removed, and those
 * removed in the last 30 days.
 */
export type FamiliesView = {
  families: readonly Family[]
  from: number
  search: string
  removed: string | undefined
  lately: readonly Family[]
}

/** The school's families, or those with the words searched for in a name, a hundred at a time. */
export function FamiliesPage({ reader, view }: { reader: Reader; view: FamiliesView }) {
  const { t } = reader
  const { families, from, search } = view
  return (
    <SchoolPage reader={reader} title={t('families.title')}>
      <h1>{t('families.title')}</h1>
      <JustRemoved reader={reader} view={view} />
      <div class="actions">
        <ButtonLink href={schoolRoutes.newFamily()}>{t('families.add')}</ButtonLink>
        <ButtonLink kind="quiet" href={schoolRoutes.roster()}>
          {t('families.import')}
        </ButtonLink>
      </div>
      <Search reader={reader} search={search} />
      {families.length === 0 ? (
        <Notice>{t(search ? 'families.notFound' : 'families.none')}</Notice>
      ) : (
        <>
          <FamiliesTable reader={reader} families={families.slice(from, from + PAGE_SIZE)} />
          <Pages reader={reader} count={families.length} from={from} search={search} />
        </>
      )}
      <RemovedLately reader={reader} families={view.lately} />
    </SchoolPage>
  )
}

function Search({ reader: { t }, search }: { reader: Reader; search: string }) {
  return (
    <form method="get" action={schoolRoutes.families()}>
      <Field t={t} form={{}} name="search" type="search" plain label={t('families.search')} value={search} />
      <Button kind="quiet">{t('families.searchButton')}</Button>
    </form>
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

function FamiliesTable({
  reader: { t, language },
  families,
}: {
  reader: Reader
  families: readonly Family[]
}) {
  return (
    <Table
      caption={t('families.title')}
      heads={[t('families.name'), t('families.caregivers'), t('families.language'), t('families.children')]}
      numbers={[3]}
      rows={families.map((family) => [
        <a href={schoolRoutes.family(family.id)}>{family.name}</a>,
        family.caregivers.map(caregiverName).join(', '),
        languageName(family.spokenLanguage, language),
        String(family.children.length),
      ])}
    />
  )
}

type PagesProps = { reader: Reader; count: number; from: number; search: string }

function Pages({ reader: { t }, count, from, search }: PagesProps) {
  if (count <= PAGE_SIZE) return <p>{t('families.count', { count })}</p>
  const at = (place: number) =>
    `${schoolRoutes.families()}?${new URLSearchParams({ ...(search && { search }), from: String(place) })}`
  return (
    <nav aria-label={t('families.pages')} class="actions">
      {from > 0 && <a href={at(Math.max(0, from - PAGE_SIZE))}>{t('families.before')}</a>}
      <span>{t('families.shown', { from: from + 1, to: Math.min(count, from + PAGE_SIZE), count })}</span>
      {from + PAGE_SIZE < count && <a href={at(from + PAGE_SIZE)}>{t('families.after')}</a>}
    </nav>
  )
}

/** Registers the list of families. */
export function registerFamilies(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.families(), async (c) => {
    const { school } = organizerOf(c)
    const search = c.req.query('search')?.trim() ?? ''
    const context = c.get('context')
    const families = search
      ? await searchFamilies(context, school.id, search)
      : await allFamilies(context, school.id)
    const asked = Number(c.req.query('from') ?? 0)
    const from = Number.isInteger(asked) && asked > 0 && asked < families.length ? asked : 0
    const lately = (await listRemovedFamilies(context, school.id)).map(({ family }) => family)
    const view = { families, from, search, lately, removed: c.req.query('removed') }
    return show(c, <FamiliesPage reader={c.get('reader')} view={view} />)
  })
}
