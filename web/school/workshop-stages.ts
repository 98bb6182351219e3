import type { Workshop } from '../../shared/workshop/workshop.ts'
import type { Stage } from '../components/stepper.tsx'
import type { Reader } from '../visit.ts'

const STAGES = ['draft', 'voting', 'scheduled', 'held'] as const

/** The stages of a workshop; one without a vote skips that, and one that was canceled goes no further than it was. */
export function stagesOf({ t }: Reader, { status, poll }: Workshop): Stage[] {
  const stages = STAGES.filter((stage) => stage !== 'voting' || poll)
  const here = stages.findIndex((stage) => stage === (status === 'cancelled' ? 'scheduled' : status))
  return stages.map((stage, place) => ({
    name: t(`workshops.${stage}`),
    state: place < here ? 'past' : place === here ? 'now' : 'next',
  }))
}
