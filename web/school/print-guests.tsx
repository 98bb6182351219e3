import { readFamilies } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import { localText } from '../../shared/school/language-choice.ts'
import { listReplies } from '../../shared/session/reply.operations.ts'
import { isStaff, staffName } from '../../shared/session/reply.ts'
import type { Answered } from '../../shared/session/session.operations.ts'
import type { Session } from '../../shared/session/session.ts'
import { listTakenLines, type TakenLine } from '../../shared/session/sign-up.operations.ts'
import type { Taking } from '../../shared/session/sign-up.ts'
import { listTeam } from '../../shared/team/member.operations.ts'
import type { Member } from '../../shared/team/member.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Notice } from '../components/parts.tsx'
import { organizerOf, type Reader, type Visit } from '../visit.ts'
import { Said, SheetTime, type Voice, Written } from './print-sheet.tsx'
import { noteAmong, repliedIn } from './viewed.ts'

/** A family that comes, with its reply. */
export type Guest = { family: Family; reply: Answered }

/** Food that a family brings: what was asked for, in the reader's language, and what the family said of it. */
type Dish = { title: string; taking: Taking }

/** What a family said that it gives: what was asked for, by language, and how many places of it. */
export type Given = Pick<TakenLine, 'title'> & Pick<Taking, 'places'>

/** A session and who comes to it, by the name of the family, what families bring to eat, and what each gives. */
export type SheetView = {
  session: Session
  workshop: Workshop
  guests: readonly Guest[]
  dishes: readonly Dish[]
  gifts: ReadonlyMap<string, readonly Given[]>
}

/** What each kind of sheet of a session is made from. */
export type SheetProps = { reader: Reader; view: SheetView }

/** How many places stay free for families that come without a reply. */
export const WALK_INS = 6

/** A sheet's heading, and under it the workshop with its weekday, date and hours. */
export function SheetHeading({ voice, view, heading }: { voice: Voice; view: SheetView; heading: string }) {
  return (
    <>
      <h2>
        <Said voice={voice}>{heading}</Said>
      </h2>
      <p>
        <Written voice={voice} text={view.workshop.title} /> ·{' '}
        <SheetTime voice={voice} start={view.session.start} end={view.session.end} />
      </p>
    </>
  )
}

/** Says on screen only that nobody replied yet: a sheet may still be printed for guests without a reply. */
export function NoReplies({ reader: { t }, view: { guests } }: SheetProps) {
  if (guests.length > 0) return null
  return (
    <div class="no-print">
      <Notice>{t('session.team.none')}</Notice>
    </div>
  )
}

/** Guests, or what they need, by language; the languages by their tags. */
export function byLanguage<T>(entries: Iterable<readonly [string, T]>): [language: string, group: T[]][] {
  const groups = new Map<string, T[]>()
  for (const [language, entry] of entries) groups.set(language, [...(groups.get(language) ?? []), entry])
  return [...groups].sort(([one], [other]) => one.localeCompare(other))
}

/** Reads who comes to a session and has a seat; for organizers alone. */
export async function readGuests(c: Visit, id: string): Promise<SheetView> {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const [{ session, replies }, lines] = await Promise.all([
    noteAmong(c, 'list', listReplies(context, id), repliedIn),
    listTakenLines(context, id),
  ])
  const coming = new Map(
    replies.filter(({ attending, waiting }) => attending && !waiting).map((one) => [one.family, one]),
  )
  const [workshop, families, team] = await Promise.all([
    readWorkshop(context, session.workshop),
    readFamilies(context, school.id, [...coming.keys()]),
    replies.some(isStaff) ? listTeam(context, school.id) : [],
  ])
  const everybody = [...families, ...team.map((member) => asFamily(member, school.defaultLanguage))]
  const guests = everybody.flatMap((family) => {
    const reply = coming.get(family.id)
    return reply ? [{ family, reply }] : []
  })
  const { language } = c.get('reader')
  const dishes = lines
    .filter(({ portions }) => portions !== undefined)
    .flatMap(({ title, takings }) => takings.map((taking) => ({ title: localText(title, language), taking })))
  return { session, workshop, guests, dishes, gifts: giftsByFamily(lines) }
}

function giftsByFamily(lines: readonly TakenLine[]): SheetView['gifts'] {
  const gifts = new Map<string, Given[]>()
  for (const { title, takings } of lines) {
    for (const { family, places } of takings)
      gifts.set(family, [...(gifts.get(family) ?? []), { title, places }])
  }
  return gifts
}

// On a sheet a member of the team is listed like a family of one.
function asFamily({ id, name, language: spoken }: Member, usual: string): Family {
  const language = spoken ?? usual
  return {
    id: staffName(id),
    name,
    writtenLanguage: language,
    spokenLanguage: language,
    caregivers: [{ id, givenName: name, familyName: '', channels: [] }],
    children: [],
    groups: [],
    bothMustAttend: false,
    sourceIds: [],
    saidThemselves: [],
    links: [],
    revision: 1,
  }
}
