import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Crumbs } from '../components/page-head.tsx'
import { localText } from '../messages/catalogue.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'

const STEPS = [
  ['what', schoolRoutes.planWorkshop],
  ['how', schoolRoutes.planHow],
  ['times', schoolRoutes.poll],
] as const

type Props = {
  reader: Reader
  /** The draft; without one the first step is all there is. */
  workshop?: Workshop | undefined
  step: (typeof STEPS)[number][0]
}

/** The head of a step in planning a workshop: what is planned, and the three steps, which a draft lets one go back to. */
export function PlanHead({ reader: { t, language }, workshop, step }: Props) {
  const isDraft = workshop === undefined || workshop.status === 'draft'
  return (
    <>
      <Crumbs t={t} crumbs={[{ href: schoolRoutes.workshops(), label: t('school.nav.workshops') }]} />
      <h1>{workshop ? localText(workshop.title, language) : t('plan.new')}</h1>
      <p class="meta">{t(workshop ? (isDraft ? 'plan.draftText' : 'plan.voteText') : 'plan.newText')}</p>
      <ol class="stages" aria-label={t('plan.steps')}>
        {STEPS.map(([name, path]) =>
          name === step ? (
            <li aria-current="step">{t(`plan.step.${name}`)}</li>
          ) : (
            <li class={isPast(name, step) ? 'past' : ''}>
              {workshop ? <a href={path(workshop.id)}>{t(`plan.step.${name}`)}</a> : t(`plan.step.${name}`)}
            </li>
          ),
        )}
      </ol>
    </>
  )
}

function isPast(name: Props['step'], step: Props['step']): boolean {
  const names = STEPS.map(([one]) => one)
  return names.indexOf(name) < names.indexOf(step)
}
