import { Icon } from './icon.tsx'

/** A stage that something goes through: its name, and whether it is over, now, or to come. */
export type Stage = { name: string; state: 'past' | 'now' | 'next' }

const ICONS = { past: 'done', now: 'asked', next: 'toDo' } as const

/** The stages of something in their order, with the one where it is now. */
export function Stepper({ label, stages }: { label: string; stages: readonly Stage[] }) {
  return (
    <ol class="stepper" aria-label={label}>
      {stages.map(({ name, state }) => (
        <li class={state} {...(state === 'now' && { 'aria-current': 'step' as const })}>
          <Icon name={ICONS[state]} />
          <span>{name}</span>
        </li>
      ))}
    </ol>
  )
}
