import type { Family } from '../../shared/family/family.ts'
import { SKILLS, type Skill, STRENGTH_KINDS, type StrengthKind } from '../../shared/family/strength.ts'
import type { Translator } from '../messages/catalogue.ts'
import { capital, languageWithin, listText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import { Facts } from './parts.tsx'

type Said = { kind: StrengthKind; text: string }

/** All that a family said of its strengths in its own words, in their order. */
export function strengthsOf({ strengths }: Pick<Family, 'strengths'>): Said[] {
  return STRENGTH_KINDS.flatMap((kind) => {
    const text = strengths?.[kind]?.text
    return text ? [{ kind, text }] : []
  })
}

/** A skill as the family that speaks that language ticks it. */
export function skillText({ t, language }: Reader, skill: Skill, spoken: string): string {
  return t(`skills.${skill}`, skill === 'language' ? { language: languageWithin(spoken, language) } : {})
}

/** The skills whose names, in the reader's language, contain all words of a search. */
export function skillsNamed(t: Translator, text: string): Skill[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  return SKILLS.filter((skill) => {
    const name = t(`skills.${skill}`, { language: '' }).toLowerCase()
    return words.every((word) => name.includes(word))
  })
}

type ListProps = {
  reader: Reader
  family: Pick<Family, 'strengths' | 'spokenLanguage'>
  /** Those to show, where it is not all that the family said and ticked. */
  strengths?: readonly Said[]
  skills?: readonly Skill[]
}

/** What a family ticked, and its strengths in its own words; nothing where there are none. */
export function StrengthList({ reader, family, ...shown }: ListProps) {
  const { t, language } = reader
  const { strengths = strengthsOf(family), skills = family.strengths?.skills ?? [] } = shown
  const names = skills.map((skill) => skillText(reader, skill, family.spokenLanguage))
  const facts = [
    ...(names.length > 0 ? [[t('skills.title'), capital(listText(names, language), language)] as const] : []),
    ...strengths.map(({ kind, text }) => [t(`strengths.${kind}`), <bdi>{text}</bdi>] as const),
  ]
  return facts.length > 0 ? <Facts facts={facts} /> : null
}
