import type { Hono } from 'hono'
import type { DateTime } from 'luxon'
import type { Context } from '../../shared/access/context.ts'
import { namesOfFamilies } from '../../shared/family/family.operations.ts'
import { readSurveyOf } from '../../shared/impact/impact.operations.ts'
import { readLogistics } from '../../shared/logistics/logistics.operations.ts'
import { instantOf } from '../../shared/time/instant.ts'
import { listProposals } from '../../shared/workshop/proposal.operations.ts'
import { readPoll } from '../../shared/workshop/results.operations.ts'
import { listWorkshops } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Icon } from '../components/icon.tsx'
import { Notice } from '../components/parts.tsx'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { BalanceOfTerm } from './balance.tsx'
import { SchoolPage } from './frame.tsx'
import { PipelineBoard, WorkshopFold } from './pipeline.tsx'
import { foldedAt, nextSession, type Pipeline, workshopsAt } from './pipeline-view.ts'

type WorkshopsProps = { reader: Reader; pipeline: Pipeline; now: DateTime; deleted: boolean }

/** The school's workshops by stage, each with what is next, and what this term's are for. */
export function WorkshopsPage({ reader, pipeline, now, deleted }: WorkshopsProps) {
  const { t } = reader
  const { workshops, proposals, names } = pipeline
  const cancelled = workshops.filter(({ status }) => status === 'cancelled')
  return (
    <SchoolPage look="workshops" reader={reader} title={t('workshops.title')}>
      <div class="head">
        <h1>{t('workshops.title')}</h1>
        <a class="button" href={schoolRoutes.newWorkshop()}>
          <Icon name="plus" />
          {t('plan.new')}
        </a>
      </div>
      {deleted && <Notice tone="done">{t('done.deleted')}</Notice>}
      {workshops.length + proposals.length === 0 && <Notice>{t('workshops.none')}</Notice>}
      <PipelineBoard reader={reader} pipeline={pipeline} />
      {cancelled.length > 0 && (
        <WorkshopFold
          reader={reader}
          workshops={cancelled}
          title={t('workshops.cancelledCount', { count: cancelled.length })}
        />
      )}
      <BalanceOfTerm {...{ reader, workshops, proposals, names, now }} />
    </SchoolPage>
  )
}

async function pipelineOf(context: Context, school: string): Promise<Pipeline> {
  const now = instantOf(context.now())
  const [workshops, all] = await Promise.all([listWorkshops(context, school), listProposals(context, school)])
  const proposals = all.filter(({ status }) => status !== 'accepted')
  const held = foldedAt(workshopsAt(workshops, 'held')).shown
  const underWay = workshops.filter(({ status }) => status !== 'held' && status !== 'cancelled')
  const hosts = [...underWay, ...held].flatMap(({ hostFamily }) => hostFamily ?? [])
  const proposing = proposals.map(({ family }) => family)
  const [names, votes, checklists, surveys] = await Promise.all([
    namesOfFamilies(context, school, [...hosts, ...proposing]),
    byWorkshop(workshopsAt(workshops, 'voting'), ({ id }) => readPoll(context, id)),
    byWorkshop(workshopsAt(workshops, 'scheduled'), (workshop) => {
      const session = nextSession(workshop, now)
      return session && readLogistics(context, session.id, { workshop, reading: 'recent' })
    }),
    byWorkshop(held, (workshop) => {
      const session = nextSession(workshop, now)
      return session && readSurveyOf(context, session)
    }),
  ])
  return { workshops, proposals, names, votes, checklists, surveys, now }
}

async function byWorkshop<T>(
  workshops: readonly Workshop[],
  read: (workshop: Workshop) => Promise<T> | undefined,
): Promise<ReadonlyMap<string, T>> {
  const found = await Promise.all(
    workshops.map(async (workshop) => [workshop.id, await read(workshop)] as const),
  )
  return new Map(found.flatMap(([id, value]) => (value === undefined ? [] : [[id, value] as const])))
}

/** Registers the pipeline of workshops. */
export function registerWorkshops(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.workshops(), async (c) => {
    const { school } = organizerOf(c)
    const context = c.get('context')
    const pipeline = await pipelineOf(context, school.id)
    const view = { pipeline, now: context.now(), deleted: c.req.query('done') === 'deleted' }
    return show(c, <WorkshopsPage reader={c.get('reader')} {...view} />)
  })
}
