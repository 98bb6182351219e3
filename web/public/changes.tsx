import type { Hono } from 'hono'
import { listDecisions } from '../../shared/impact/decision.operations.ts'
import type { PublicDecision } from '../../shared/impact/decision.ts'
import { readPublicSchool } from '../../shared/school/school.operations.ts'
import { Page } from '../components/layout.tsx'
import { Card, Notice } from '../components/parts.tsx'
import { dayOnlyText, listText } from '../messages/format.ts'
import { routes } from '../routes.ts'
import { type Reader, show, type WebEnv } from '../visit.ts'

/** "You said, we did": decisions of the school that parents changed, for everybody. */
export function ChangesPage({ reader, decisions }: { reader: Reader; decisions: readonly PublicDecision[] }) {
  const { t, language } = reader
  return (
    <Page reader={reader} title={t('changes.title')}>
      <h1>{t('changes.title')}</h1>
      {decisions.length === 0 && <Notice>{t('changes.none')}</Notice>}
      {decisions.map(({ said, did, on, thanks }) => (
        <Card>
          <p>
            <strong>{t('changes.said')}</strong> <bdi>{said}</bdi>
          </p>
          <p>
            <strong>{t('changes.did')}</strong> <bdi>{did}</bdi>
          </p>
          <p class="soft">
            {dayOnlyText(on, language)}
            {thanks.length > 0 && ` · ${t('changes.thanks', { names: listText(thanks, language) })}`}
          </p>
        </Card>
      ))}
    </Page>
  )
}

/** Registers `/changed/{school}`. */
export function registerChanges(app: Hono<WebEnv>): void {
  app.get(routes.changes(':school'), async (c) => {
    const context = c.get('context')
    const school = await readPublicSchool(context, c.req.param('school'))
    const decisions = await listDecisions(context, school.id)
    return show(c, <ChangesPage reader={{ ...c.get('reader'), school }} decisions={decisions} />)
  })
}
