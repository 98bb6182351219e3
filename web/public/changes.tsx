import type { Hono } from 'hono'
import { listDecisions } from '../../shared/impact/decision.operations.ts'
import type { PublicDecision } from '../../shared/impact/decision.ts'
import { readPublicSchool } from '../../shared/school/school.operations.ts'
import { FamilyPage } from '../components/family-page.tsx'
import { Icon } from '../components/icon.tsx'
import { ButtonLink, Card, Notice } from '../components/parts.tsx'
import { dayOnlyText, listText } from '../messages/format.ts'
import { familyRoutes, routes } from '../routes.ts'
import { type Reader, show, type WebEnv } from '../visit.ts'

/** "You said, we did": decisions of the school that parents changed, for everybody. */
export function ChangesPage({ reader, decisions }: { reader: Reader; decisions: readonly PublicDecision[] }) {
  const { t } = reader
  const count = decisions.length
  return (
    <FamilyPage reader={reader} title={t('changes.title')}>
      <div>
        <p class="lead">{reader.school?.name}</p>
        <h1>{t('changes.title')}</h1>
      </div>
      {count === 0 ? (
        <Notice>{t('changes.none')}</Notice>
      ) : (
        <>
          <p class="lead">{t('changes.count', { changes: count })}</p>
          <ul class="group changes">
            {decisions.map((decision) => (
              <Change reader={reader} decision={decision} />
            ))}
          </ul>
        </>
      )}
      <Card title={t('changes.ask')} tone="first">
        <p>{t('changes.askText')}</p>
        <WayIn reader={reader} />
      </Card>
      {count > 0 && <p class="lead">{t('changes.names')}</p>}
    </FamilyPage>
  )
}

/** A family that is in goes to its own page; somebody new says who they are. */
function WayIn({ reader: { t, actor, school } }: { reader: Reader }) {
  const isNew = school && !(actor.kind === 'family' && actor.school === school.id)
  return (
    <ButtonLink href={isNew ? routes.introduce(school.id) : familyRoutes.home()} kind="quiet">
      {t(isNew ? 'workshop.newTitle' : 'workshop.mine')}
    </ButtonLink>
  )
}

/** The words of families, then what the school did, since when, and with whom. */
function Change({ reader, decision }: { reader: Reader; decision: PublicDecision }) {
  const { t, language } = reader
  const { said, did, on, thanks } = decision
  const since = t('changes.since', { date: dayOnlyText(on, language) })
  const names = thanks.length > 0 ? [t('changes.with', { names: listText(thanks, language) })] : []
  return (
    <li>
      <p class="said-before">
        <span class="soft">{t('changes.said')}</span>
        <q>
          <bdi>{said}</bdi>
        </q>
      </p>
      <p class="done-since">
        <Icon name="check" />
        <span>
          <span class="screen-reader">{t('changes.did')} </span>
          <b>
            <bdi>{did}</bdi>
          </b>
          <span class="soft">{[since, ...names].join(' · ')}</span>
        </span>
      </p>
    </li>
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
