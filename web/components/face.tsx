/** The mouths of the four faces, from one that hangs to one that laughs. */
export const FACE_MOUTHS = ['M8 17q4-4 8 0', 'M8 16h8', 'M8 15q4 3 8 0', 'M7 14q5 7 10 0z']

/** One of the four faces, always shown beside a word. */
export function Face({ face }: { face: 1 | 2 | 3 | 4 }) {
  return (
    <svg class="face" viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="10" />
      <path d={`M8.5 9.5v.01M15.5 9.5v.01${FACE_MOUTHS[face - 1]}`} stroke-linecap="round" />
    </svg>
  )
}
