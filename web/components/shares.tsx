/** A number among others of its kind, with its name. */
export type Share = { label: string; count: number }

/** Numbers of one whole as short bars, each with its name and its number. */
export function Shares({ title, shares, of }: { title: string; shares: readonly Share[]; of: number }) {
  if (shares.length === 0) return null
  return (
    <ul class="shares" aria-label={title}>
      {shares.map(({ label, count }) => (
        <li>
          <span>{label}</span>
          <svg class="meter ready" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect width={of > 0 ? Math.min(100, (100 * count) / of).toFixed(1) : '0'} height="10" />
          </svg>
          <span>{count}</span>
        </li>
      ))}
    </ul>
  )
}
