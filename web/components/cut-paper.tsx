/**
 * The border of cut paper beneath the header: the product's only ornament. Each on a page has a name of its own, since one
 * that is hidden draws none that has its name.
 */
export function CutPaper({ name = 'cut-paper' }: { name?: string }) {
  return (
    <svg class="cut-paper" width="100%" height="14" aria-hidden="true" focusable="false">
      <defs>
        <pattern id={name} width="28" height="14" patternUnits="userSpaceOnUse">
          <path
            fill-rule="evenodd"
            d="M0 0h28v4c0 6-6 9-14 9S0 10 0 4zM14 3.5l3 2.5-3 2.5L11 6zM5 2a1.6 1.6 0 1 0 .01 0zM23 2a1.6 1.6 0 1 0 .01 0z"
          />
        </pattern>
      </defs>
      <rect width="100%" height="14" fill={`url(#${name})`} />
    </svg>
  )
}
