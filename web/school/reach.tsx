import type { Hono } from 'hono'
import { readReach } from '../../shared/delivery/reach.operations.ts'
import { REACH_PARTS } from '../../shared/message/reach.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Bar, type BarPart } from '../components/bar.tsx'
import { nearTimeInZone } from '../components/near-time.ts'
import { ButtonLink, Notice, Table } from '../components/parts.tsx'
import { WorkshopTitle } from '../components/workshop.tsx'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { familyLabel } from './family.tsx'
import { SchoolPage } from './frame.tsx'

type View = {
  workshop: Workshop
  /** The session; the vote where there is none. */
  session: string | undefined
  reach: Awaited<ReturnType<typeof readReach>>
}

const FILLS = { person: 1, sms: 2, email: 3, heard: 4, nobody: 5 } as const

/** The families reached by each channel, and those that nobody reached, with the next step. */
export function ReachPage({ reader, view }: { reader: Reader; view: View }) {
  const { t } = reader
  const { workshop, reach } = view
  const parts: BarPart[] = [...REACH_PARTS, 'nobody' as const].map((way) => ({
    label: t(`reach.part.${way}`),
    count: way === 'nobody' ? reach.nobody.length : reach[way],
    fill: FILLS[way],
  }))
  const reached = reach.families - reach.nobody.length
  const title = t('reach.bar', { reached, families: reach.families })
  return (
    <SchoolPage reader={reader} title={t('reach.title')}>
      <WorkshopTitle reader={reader} workshop={workshop} />
      <h2>{t('reach.title')}</h2>
      <Subjects reader={reader} view={view} />
      <p>{title}</p>
      <Bar
        title={title}
        description={parts.map(({ label, count }) => `${label}: ${count}`).join(', ')}
        parts={parts}
      />
      <Table
        caption={t('reach.title')}
        heads={[t('reach.way'), t('reach.families')]}
        numbers={[1]}
        rows={parts.map(({ label, count, fill }) => [<Named label={label} fill={fill} />, String(count)])}
      />
      <Nobody reader={reader} reach={reach} />
    </SchoolPage>
  )
}

function Named({ label, fill }: Pick<BarPart, 'label' | 'fill'>) {
  return (
    <>
      <svg class="swatch" viewBox="0 0 10 10" width="14" height="14" aria-hidden="true">
        <rect class={`part-${fill}`} width="10" height="10" rx="2" />
      </svg>{' '}
      {label}
    </>
  )
}

/** The vote and each session, to choose what it is about. */
function Subjects({ reader, view: { workshop, session } }: { reader: Reader; view: View }) {
  const { t } = reader
  const path = schoolRoutes.reach(workshop.id)
  const sessions = (workshop.sessions ?? []).map(
    (one, place) => [one.id, nearTimeInZone(reader, one, place)] as const,
  )
  const all = [...(workshop.poll ? [['', t('reach.poll')] as const] : []), ...sessions]
  if (all.length < 2) return null
  return (
    <nav aria-label={t('reach.of')}>
      <ul>
        {all.map(([id, label]) => (
          <li>
            <a
              href={id ? `${path}?session=${id}` : `${path}?session=`}
              {...((session ?? '') === id && { 'aria-current': 'page' as const })}
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Nobody({ reader: { t }, reach }: { reader: Reader; reach: View['reach'] }) {
  if (reach.nobody.length === 0) return <Notice tone="done">{t('reach.everybody')}</Notice>
  return (
    <section>
      <h2>{t('reach.nobody')}</h2>
      <p>{t('reach.nobodyText')}</p>
      <ul>
        {reach.nobody.map((family) => (
          <li>
            <a href={schoolRoutes.family(family.id)}>{familyLabel(family)}</a>
          </li>
        ))}
      </ul>
      <p>
        <ButtonLink href={schoolRoutes.calls()}>{t('calls.title')}</ButtonLink>
      </p>
    </section>
  )
}

/** Registers the page of whom messages reached. */
export function registerReach(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.reach(':workshop'), async (c) => {
    organizerOf(c)
    const context = c.get('context')
    const workshop = await readWorkshop(context, c.req.param('workshop'))
    // Once a time is chosen, the session counts.
    const session = c.req.query('session') ?? workshop.sessions?.find(({ cancelled }) => !cancelled)?.id
    const reach = await readReach(context, { workshop: workshop.id, ...(session && { session }) })
    const view = { workshop, session: session || undefined, reach }
    return show(c, <ReachPage reader={c.get('reader')} view={view} />)
  })
}
