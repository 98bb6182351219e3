import type { Hono } from 'hono'
import type { Family } from '../../shared/family/family.ts'
import { allFamilies, searchFamilies } from '../../shared/family/operations.ts'
import { Button, Field } from '../components/form.tsx'
import { Notice, Table } from '../components/parts.tsx'
import { languageName } from '../messages/format.ts'
import { schoolRoutes } from '../routes.ts'
import { memberOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

/** The school's families, or those with the words searched for in a name. */
export function FamiliesPage({
  reader,
  families,
  search,
}: {
  reader: Reader
  families: readonly Family[]
  search: string
}) {
  const { t, language } = reader
  return (
    <SchoolPage reader={reader} title={t('families.title')}>
      <h1>{t('families.title')}</h1>
      <form method="get" action={schoolRoutes.families()}>
        <Field t={t} form={{}} name="search" plain label={t('families.search')} value={search} />
        <Button kind="quiet">{t('families.searchButton')}</Button>
      </form>
      {families.length === 0 ? (
        <Notice>{t('families.none')}</Notice>
      ) : (
        <Table
          caption={t('families.title')}
          heads={[
            t('families.name'),
            t('families.caregivers'),
            t('families.language'),
            t('families.children'),
          ]}
          numbers={[3]}
          rows={families.map((family) => [
            family.name,
            family.caregivers.map((one) => `${one.givenName} ${one.familyName}`.trim()).join(', '),
            languageName(family.spokenLanguage, language),
            String(family.children.length),
          ])}
        />
      )}
    </SchoolPage>
  )
}

/** Registers the list of families. */
export function registerFamilies(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.families(), async (c) => {
    const { school } = memberOf(c)
    const search = c.req.query('search')?.trim() ?? ''
    const context = c.get('context')
    const families = search
      ? await searchFamilies(context, school.id, search)
      : await allFamilies(context, school.id)
    return show(c, <FamiliesPage reader={c.get('reader')} families={families} search={search} />)
  })
}
