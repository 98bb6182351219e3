import { instantOf, timeAt } from '../time/instant.ts'
import type { NewSignUp } from './sign-up.ts'

/** The lists to start from. */
export const TEMPLATES = ['potluck', 'setUp', 'greeters', 'childcare', 'rides'] as const
export type Template = (typeof TEMPLATES)[number]

/** What a line of a template asks for; pages render the words. */
type TemplateKind =
  | 'mainDish'
  | 'salad'
  | 'drinks'
  | 'dessert'
  | 'setUp'
  | 'cleanUp'
  | 'greet'
  | 'childcareHelp'
  | 'ride'

/** A line of a template, without its title. `language` is the one in which families are greeted. */
export type TemplateLine = Omit<NewSignUp, 'title'> & { kind: TemplateKind; language?: string }

type Occasion = { families: number; languages: readonly string[]; start: string; end: string }

/**
 * The lines of a template for a session to which so many families come: of a potluck a main dish for ten for every nine
 * families, since not all of them stay, and a salad, drinks and a dessert for every twelve.
 */
export function templateLines(
  template: Template,
  { families, languages, start, end }: Occasion,
): TemplateLine[] {
  const oneFor = (share: number) => Math.min(100, Math.max(1, Math.ceil(families / share)))
  const at = (instant: string, minutes: number) => instantOf(timeAt(instant).plus({ minutes }))
  switch (template) {
    case 'potluck':
      return [
        { kind: 'mainDish', wanted: oneFor(9), portions: 10 },
        { kind: 'salad', wanted: oneFor(12), portions: 5 },
        { kind: 'drinks', wanted: oneFor(12) },
        { kind: 'dessert', wanted: oneFor(12) },
      ]
    case 'setUp':
      return [
        { kind: 'setUp', wanted: 4, from: at(start, -30), to: start },
        { kind: 'cleanUp', wanted: 4, from: end, to: at(end, 30) },
      ]
    case 'greeters':
      return languages.map((language) => ({ kind: 'greet', language, wanted: 1, from: at(start, -15) }))
    case 'childcare':
      return [{ kind: 'childcareHelp', wanted: 2, from: start, to: end }]
    case 'rides':
      return [{ kind: 'ride', wanted: oneFor(10) }]
  }
}
