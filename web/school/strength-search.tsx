import type { Hono } from 'hono'
import { searchStrengths } from '../../shared/outreach/outreach.operations.ts'
import { skillsNamed } from '../components/strength-list.tsx'
import { StrengthSearch } from '../components/strength-search.tsx'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { noteViewed } from './viewed.ts'

/** Registers the search for strengths. */
export function registerStrengthSearch(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.strengths(), async (c) => {
    const { school } = organizerOf(c)
    const reader = c.get('reader')
    const text = c.req.query('q') ?? ''
    const found = await searchStrengths(c.get('context'), school.id, text, skillsNamed(reader.t, text))
    noteViewed(
      c,
      'search',
      found.map(({ family }) => family.id),
    )
    return show(
      c,
      <SchoolPage reader={reader} title={reader.t('strengths.search')}>
        <h1>{reader.t('strengths.search')}</h1>
        <StrengthSearch
          {...{ reader, text, found }}
          action={schoolRoutes.strengths()}
          hrefOf={schoolRoutes.family}
        />
      </SchoolPage>,
    )
  })
}
