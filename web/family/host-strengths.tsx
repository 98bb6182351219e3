import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import { searchStrengths } from '../../shared/outreach/outreach.operations.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import { Page } from '../components/layout.tsx'
import { StrengthSearch } from '../components/strength-search.tsx'
import { familyRoutes } from '../routes.ts'
import { familyOf, show, type WebEnv } from '../visit.ts'

/** Registers the search of a parent who leads a workshop, for what other families share with hosts. */
export function registerHostStrengths(app: Hono<WebEnv>): void {
  app.get(familyRoutes.hostStrengths(':workshop'), async (c) => {
    const { family, school } = familyOf(c)
    const reader = c.get('reader')
    const { t } = reader
    const workshop = c.req.param('workshop')
    const { hostFamily } = await readWorkshop(c.get('context'), workshop)
    if (hostFamily !== family) refuse('not-found')
    const text = c.req.query('q') ?? ''
    const found = await searchStrengths(c.get('context'), school.id, text)
    return show(
      c,
      <Page reader={reader} title={t('strengths.search')}>
        <h1>{t('strengths.search')}</h1>
        <p>{t('strengths.forHosts')}</p>
        <StrengthSearch {...{ reader, text, found }} action={familyRoutes.hostStrengths(workshop)} />
        <p>
          <a href={familyRoutes.hosting(workshop)}>{t('home.hosting')}</a>
        </p>
      </Page>,
    )
  })
}
