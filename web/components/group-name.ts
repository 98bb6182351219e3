import { languageName, listText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'

/** Groups (`kind:value`) in words; several that stand together are joined. */
export function groupNames(reader: Reader, groups: readonly string[]): string {
  return listText(
    groups.map((group) => groupName(reader, group)),
    reader.language,
  )
}

function groupName({ t, language }: Reader, group: string): string {
  const [kind = '', ...rest] = group.split(':')
  const value = rest.join(':')
  if (kind === 'grade') return t('family.grade', { grade: value })
  // Groups are the school's own words; without its kind a value such as "night" says too little.
  return kind === 'language' ? languageName(value, language) : `${kind}: ${value}`
}
