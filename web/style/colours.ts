/** The colours of the design on paper, each at 4.5 : 1 or better. */
export const LIGHT = {
  paper: '#fffbf5',
  card: '#fff',
  ink: '#2a2320',
  soft: '#6a5c53',
  line: '#8a7c72',
  clay: '#b5451b',
  leaf: '#1f6b4a',
  honey: '#8a5a00',
  night: '#2f4b8f',
  on: '#fff',
  wash: '#f6ebdd',
  edge: '#8a7c72',
  'clay-wash': '#fcebe2',
  'leaf-wash': '#e4f2ea',
  'honey-wash': '#fbf0d3',
  'night-wash': '#e9eef9',
} as const

/** The same names in the dark. */
export const DARK: Record<keyof typeof LIGHT, string> = {
  paper: '#1d1816',
  card: '#292220',
  ink: '#f6ede4',
  soft: '#c4b5a8',
  line: '#9c8d82',
  clay: '#f29a74',
  leaf: '#7fcea6',
  honey: '#e9bd62',
  night: '#a9bdf2',
  on: '#1d1816',
  wash: '#372d28',
  edge: '#9c8d82',
  'clay-wash': '#3d251b',
  'leaf-wash': '#1d3429',
  'honey-wash': '#382c13',
  'night-wash': '#252d46',
}
