import type { Proposal } from '../../shared/workshop/proposal.ts'
import { momentText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'

/** What the parent and the school said to each other about a proposal. */
export function ProposalThread({ reader, proposal }: { reader: Reader; proposal: Proposal }) {
  const { t, language, school } = reader
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  if (!proposal.thread?.length) return null
  return (
    <ul class="list">
      {proposal.thread.map(({ by, text, at }) => (
        <li>
          <strong>{t(`talk.${by}`)}</strong> <span class="soft">{momentText(at, place)}</span>
          <p>{text}</p>
        </li>
      ))}
    </ul>
  )
}
