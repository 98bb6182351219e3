import { dayAt } from '../../shared/time/instant.ts'
import { type Proposal, promisedBy } from '../../shared/workshop/proposal.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { otherLanguage } from '../components/workshop.tsx'
import { direction, localText } from '../messages/catalogue.ts'
import { languageWithin, listText } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { daysUntil } from './checklist-rows.ts'
import { dueText } from './checklist-view.ts'
import { Next, Progress } from './pipeline-progress.tsx'
import { foldedAt, type Pipeline, STAGES, type Stage, workshopsAt } from './pipeline-view.ts'

type Props = { reader: Reader; pipeline: Pipeline }

/** The workshops of a school from proposed to held, each with what is next. */
export function PipelineBoard({ reader, pipeline }: Props) {
  return (
    <div class="board">
      {STAGES.map((stage) =>
        stage === 'proposed' ? (
          <ProposedColumn reader={reader} pipeline={pipeline} />
        ) : (
          <StageColumn reader={reader} pipeline={pipeline} stage={stage} />
        ),
      )}
    </div>
  )
}

function ColumnHead({ reader: { t }, stage, count }: { reader: Reader; stage: Stage; count: number }) {
  return (
    <h2>
      {t(`workshops.${stage}`)} <span>{count}</span>
    </h2>
  )
}

function ProposedColumn({ reader, pipeline }: Props) {
  const { t } = reader
  const { shown, rest } = foldedAt(pipeline.proposals)
  return (
    <section>
      <ColumnHead reader={reader} stage="proposed" count={pipeline.proposals.length} />
      {shown.map((proposal) => (
        <ProposalCard reader={reader} pipeline={pipeline} proposal={proposal} />
      ))}
      {rest.length > 0 && (
        <p>
          <a href={schoolRoutes.proposals()}>{t('today.more', { count: rest.length })}</a>
        </p>
      )}
    </section>
  )
}

type ProposalCardProps = Props & { proposal: Proposal }

function ProposalCard({ reader, pipeline: { names, now }, proposal }: ProposalCardProps) {
  const { t, language, school } = reader
  const by = promisedBy(proposal)
  const dayOf = (instant: string) => dayAt(instant, school?.timeZone ?? 'UTC')
  const isLate = by !== undefined && daysUntil(dayOf(by), dayOf(now)) < 0
  const languages = listText(
    proposal.languages.map((tag) => languageWithin(tag, language)),
    language,
  )
  const name = names.get(proposal.family) ?? '—'
  return (
    <article class="card">
      <h3 lang={proposal.writtenLanguage} dir="auto">
        {proposal.title}
      </h3>
      <p>{t('workshops.wouldTeach', { name, languages, minutes: proposal.durationMinutes })}</p>
      {by ? (
        <p class={isLate ? 'mark late' : 'mark recheck'}>
          {isLate
            ? t('workshops.answerLate')
            : t('workshops.answerBy', { day: dueText(reader, dayOf(by), dayOf(now), true) })}
        </p>
      ) : (
        <p>{t(`proposals.status.${proposal.status}`)}</p>
      )}
      <Next href={schoolRoutes.proposals()} text={t('workshops.read')} about={proposal.title} />
    </article>
  )
}

type StageColumnProps = Props & { stage: Exclude<Stage, 'proposed'> }

function StageColumn({ reader, pipeline, stage }: StageColumnProps) {
  const { t } = reader
  const all = workshopsAt(pipeline.workshops, stage)
  const { shown, rest } = stage === 'held' ? foldedAt(all) : { shown: all, rest: [] }
  return (
    <section>
      <ColumnHead reader={reader} stage={stage} count={all.length} />
      {shown.map((workshop) => (
        <article class="card">
          <h3>
            <WorkshopLink reader={reader} workshop={workshop} />
          </h3>
          <Progress reader={reader} pipeline={pipeline} workshop={workshop} />
        </article>
      ))}
      {rest.length > 0 && (
        <WorkshopFold
          reader={reader}
          workshops={rest}
          title={t('workshops.earlier', { count: rest.length })}
        />
      )}
    </section>
  )
}

function WorkshopLink({ reader: { language }, workshop }: { reader: Reader; workshop: Workshop }) {
  const lang = otherLanguage(workshop.title, language)
  return (
    <a href={schoolRoutes.workshop(workshop.id)} {...(lang && { lang, dir: direction(lang) })}>
      {localText(workshop.title, language)}
    </a>
  )
}

type WorkshopFoldProps = { reader: Reader; workshops: readonly Workshop[]; title: string }

/** Workshops that nobody has to do anything about, behind one tap. */
export function WorkshopFold({ reader, workshops, title }: WorkshopFoldProps) {
  return (
    <details>
      <summary>{title}</summary>
      <ul>
        {workshops.map((workshop) => (
          <li>
            <WorkshopLink reader={reader} workshop={workshop} />
          </li>
        ))}
      </ul>
    </details>
  )
}
