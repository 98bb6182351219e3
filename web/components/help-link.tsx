import type { Topic } from '../manual-topics.ts'
import { routes } from '../routes.ts'

/** A question mark beside what needs explaining, which opens the manual there; `label` says what about. */
export function HelpLink({ topic, label }: { topic: Topic; label: string }) {
  return (
    <a class="help no-print" href={`${routes.manual()}#${topic}`} aria-label={label}>
      ?
    </a>
  )
}
