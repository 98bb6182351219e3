import type { Family } from '../../shared/family/family.ts'
import type { ChangedField } from '../../shared/roster/preview.ts'
import { groupNames } from '../components/group-name.ts'
import { languageName, listText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import { caregiverName, childText } from './family.tsx'

/** The value of a field that a roster changes, in words. */
export function fieldText(reader: Reader, field: ChangedField, family: Family): string {
  return textOf(reader, field, family) || reader.t('roster.change.none')
}

function textOf(reader: Reader, field: ChangedField, family: Family): string {
  const { t, language } = reader
  switch (field) {
    case 'name':
      return family.name
    case 'writtenLanguage':
    case 'spokenLanguage':
      return languageName(family[field], language)
    case 'caregivers':
      return peopleText(reader, family)
    case 'children':
      return listText(
        family.children.map((child) => childText(t, child)),
        language,
      )
    case 'groups':
      return groupNames(reader, family.groups)
  }
}

// Of an address its end is enough to know it again.
const SHOWN_SIGNS = 4

function peopleText({ language }: Reader, { caregivers }: Family): string {
  const people = caregivers.map((one) => {
    const ends = one.channels.flatMap(({ address }) => (address ? `… ${address.slice(-SHOWN_SIGNS)}` : []))
    return [caregiverName(one), ...ends].join(' ')
  })
  return listText(people, language)
}

/** How a family of a roster can be reached: its language, then its ways. */
export function reachText({ t, language }: Reader, { writtenLanguage, caregivers }: Family): string {
  const kinds = new Set(caregivers.flatMap(({ channels }) => channels.map(({ kind }) => kind)))
  const ways = [...kinds].map((kind) => t(`about.channel.${kind}`))
  return [languageName(writtenLanguage, language), ...ways].join(' · ')
}
