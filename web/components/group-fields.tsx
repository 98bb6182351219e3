import { hashOf } from '../../shared/access/identifier.ts'
import type { FormState } from '../form.ts'
import type { Reader } from '../visit.ts'
import { CheckList, TextArea } from './form.tsx'
import { groupName, kindName } from './group-name.ts'

const TOKEN_LENGTH = 12

/** What stands for a group or a kind in a form, whose fields show no keys. */
export function groupToken(key: string): string {
  return hashOf(key).slice(0, TOKEN_LENGTH)
}

type Props = { reader: Reader; form: FormState; known: readonly string[]; chosen: readonly string[] }

/** The groups of a family: those of the school to tick, and lines for others. */
export function GroupFields({ reader, form, known, chosen }: Props) {
  const { t } = reader
  const options = known.map((group) => ({ value: groupToken(group), label: groupName(reader, group) }))
  return (
    <>
      {options.length > 0 && (
        <CheckList
          t={t}
          form={form}
          name="knownGroups"
          legend={t('family.groups')}
          inline
          options={options}
          values={chosen.map(groupToken)}
        />
      )}
      <TextArea
        t={t}
        form={form}
        name="groups"
        kind="lines"
        label={t('family.otherGroups')}
        hint={t('family.groupsHint')}
      />
    </>
  )
}

/** The groups that a form names: the ticked ones, then those written as a kind and a value. */
export function typedGroups(
  reader: Reader,
  values: Record<string, unknown>,
  known: readonly string[],
): string[] {
  const ticked = new Set(listOf(values.knownGroups))
  const kinds = new Map(known.map(kindOf).map((kind) => [kindName(reader, kind).toLowerCase(), kind]))
  const written = listOf(values.groups).map((line) => {
    const group = typedGroup(line)
    const kind = kindOf(group)
    return (kinds.get(kind.toLowerCase()) ?? kind) + group.slice(kind.length)
  })
  return [...new Set([...known.filter((group) => ticked.has(groupToken(group))), ...written])]
}

/** A group as somebody typed it, "Bus: 14" or with the colon of a Chinese keyboard "校车：14": a kind and a value. */
export function typedGroup(line: string): string {
  return line.trim().replace(/\s*[:：]\s*/, ':')
}

/** The kind of a group. */
export function kindOf(group: string): string {
  return group.split(':', 1)[0] ?? ''
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
