import type { Workshop } from '../../shared/workshop/workshop.ts'
import type { Stage } from '../components/stepper.tsx'
import type { Reader } from '../visit.ts'

const STAGES = ['proposed', 'draft', 'voting', 'scheduled', 'held'] as const

/**
 * The stages of a workshop, from the parent's proposal on where it began with one; a date that was set without a vote
 * skips that, and a workshop that was canceled goes no further than it was.
 */
export function stagesOf({ t }: Reader, { status, poll, proposed }: Workshop): Stage[] {
  const stages = STAGES.filter((stage) => {
    if (stage === 'proposed') return proposed
    return stage !== 'voting' || poll || status === 'draft'
  })
  const here = stages.findIndex((stage) => stage === (status === 'cancelled' ? 'scheduled' : status))
  return stages.map((stage, place) => ({
    name: t(`workshops.${stage}`),
    state: place < here ? 'past' : place === here ? 'now' : 'next',
  }))
}
