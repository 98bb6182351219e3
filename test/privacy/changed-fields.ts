import type { Field } from './inventory.ts'

/** What a notice keeps of a change of its workshop, from and to, under a name. */
export function changedFields(name: string): Record<string, Field> {
  const why = 'what changed, to tell those who come'
  return Object.fromEntries(
    ['title', 'place', 'language', 'minutes'].flatMap((field) =>
      ['from', 'to'].map((side) => [`${name}.${field}.${side}${field === 'title' ? '.*' : ''}`, why]),
    ),
  )
}

/** What a notice keeps of what it told, under a name. */
export function toldFields(name: string): Record<string, Field> {
  const why = 'what families were told, as it was'
  const fields = ['title.*', 'place', 'start', 'end', 'closesAt']
  return Object.fromEntries(fields.map((field) => [`${name}.${field}`, why]))
}
