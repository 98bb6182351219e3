import type { CallToMake } from '../../shared/delivery/call-list.operations.ts'
import { closestTag } from '../../shared/school/language-choice.ts'
import type { Member } from '../../shared/team/member.ts'
import { listText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'

/** Of a call in a language that is not the page's: that the reader speaks it, who of the team does, or nobody yet. */
export type Interpreters = 'reader' | 'nobody' | readonly string[]

/** Who of the team can interpret a call; undefined where it is in the page's language, or the team is not known. */
export function interpretersOf(
  { language, actor }: Reader,
  team: readonly Member[],
  call: Pick<CallToMake, 'language'>,
): Interpreters | undefined {
  const isSpokenBy = (own: string | undefined) =>
    own !== undefined && closestTag([own], call.language) === own
  if (isSpokenBy(language) || team.length === 0) return undefined
  const speakers = team.filter((member) => isSpokenBy(member.language))
  if (speakers.some(({ id }) => actor.kind === 'member' && id === actor.id)) return 'reader'
  return speakers.length > 0 ? speakers.map(({ name }) => name) : 'nobody'
}

/** Whether the reader needs somebody to interpret a call. */
export function needsInterpreter(reader: Reader, team: readonly Member[], call: CallToMake): boolean {
  const found = interpretersOf(reader, team, call)
  return found !== undefined && found !== 'reader'
}

/** "Linh Trần can interpret", "you speak it" or "no interpreter yet", within a sentence. */
export function interpretersText({ t, language }: Reader, found: Interpreters): string {
  if (found === 'reader') return t('calls.youSpeak')
  return found === 'nobody'
    ? t('calls.noInterpreter')
    : t('calls.interpret', { names: listText(found, language) })
}
