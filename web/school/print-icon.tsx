import type { Workshop } from '../../shared/workshop/workshop.ts'

/** The kinds of help that make coming possible, as a sheet shows them. */
export type Help = 'childcare' | 'food' | 'interpreter' | 'ride' | 'online'

/** The offers of a workshop by the kind of help. */
export const HELP_OFFERED = {
  childcare: 'childcare',
  food: 'food',
  interpretation: 'interpreter',
  rides: 'ride',
} as const satisfies Record<keyof Workshop['offers'], Help>

/** In lines, so that paper needs little ink: a big and a small person, a bowl, two voices, a car, a screen. */
const LINES: Readonly<Record<Help, string>> = {
  childcare:
    'M8 3a2.5 2.5 0 1 0 .01 0M3.5 21v-8a4.5 4.5 0 0 1 9 0v8M17 11a2 2 0 1 0 .01 0M14 21v-2a3 3 0 0 1 6 0v2',
  food: 'M3 12h18a9 9 0 0 1-6 8.5H9A9 9 0 0 1 3 12M8 9c-1.5-2 1.5-3 0-5M12 9c-1.5-2 1.5-3 0-5M16 9c-1.5-2 1.5-3 0-5',
  interpreter: 'M2 3h12v8H8l-3 3v-3H2zM17 9h5v8h-3v3l-3-3h-6v-3',
  ride: 'M4.5 17H2v-5l3-1 2-5h10l2 5 3 1v5h-2.5M9.5 17h5M5 11h14M7 14.5a2.5 2.5 0 1 0 .01 0M17 14.5a2.5 2.5 0 1 0 .01 0',
  online: 'M3 4h18v12H3zM12 16v4M8 20h8',
}

/** The picture of a kind of help, for use beside its word. */
export function HelpIcon({ help }: { help: Help }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={LINES[help]} />
    </svg>
  )
}
