import { Meter } from './meter.tsx'

/** A number among others of its kind, with its name. */
export type Share = { label: string; count: number }

/** Numbers of one whole as short bars, each with its name and its number; `title` where no heading names them. */
export function Shares({ title, shares, of }: { title?: string; shares: readonly Share[]; of: number }) {
  if (shares.length === 0) return null
  return (
    <ul class="shares" aria-label={title}>
      {shares.map(({ label, count }) => (
        <li>
          <span>{label}</span>
          <Meter part={count} whole={of} tone="ready" />
          <span class="number">{count}</span>
        </li>
      ))}
    </ul>
  )
}
