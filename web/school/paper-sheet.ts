import { Refusal } from '../../shared/access/refusal.ts'
import { readFamily } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import { openStandingLink } from '../../shared/family/standing-link.operations.ts'
import { standingOwner } from '../../shared/family/standing-link.ts'
import { readBallot } from '../../shared/workshop/ballot.operations.ts'
import type { Ballot } from '../../shared/workshop/ballot.ts'
import { optionsVersionOf } from '../../shared/workshop/poll.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { organizerOf, type Visit } from '../visit.ts'
import { readPaperCode } from './paper-code.ts'

/** A sheet that was held up: whose it is, with its vote, and whether the times changed since it was printed. */
export type Sheet = { family: Family; ballot: Ballot | undefined; hasNewTimes: boolean }

/** Why a sheet is not opened; `old` names the workshop of another vote where the school still has it. */
export type SheetTrouble = { why: 'foreign' | 'otherSchool' | 'old' | 'ended'; of?: Workshop | undefined }

/** Opens the sheet whose code was read: of this school, this vote, and a family whose link still counts. */
export async function openSheet(c: Visit, workshop: Workshop, text: string): Promise<Sheet | SheetTrouble> {
  const { school } = organizerOf(c)
  const code = readPaperCode(text)
  const owner = code && standingOwner(code.token)
  if (!code || !owner) return { why: 'foreign' }
  if (owner.school !== school.id) return { why: 'otherSchool' }
  if (code.workshop !== workshop.id) return { why: 'old', of: await orNothing(otherOf(c, code.workshop)) }
  const valid = await orNothing(openStandingLink(c.get('services'), code.token))
  if (!valid) return { why: 'ended' }
  const hasNewTimes = workshop.poll !== undefined && optionsVersionOf(workshop.poll) !== code.optionsVersion
  return { ...(await readSheet(c, workshop.id, owner.family)), hasNewTimes }
}

/** The family with its vote, as it is now. */
export async function readSheet(c: Visit, workshop: string, id: string): Promise<Omit<Sheet, 'hasNewTimes'>> {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const [family, ballot] = await Promise.all([
    readFamily(context, school.id, id),
    readBallot(context, workshop, id, 'latest'),
  ])
  return { family, ballot }
}

const otherOf = (c: Visit, workshop: string) => readWorkshop(c.get('context'), workshop)

async function orNothing<Found>(reading: Promise<Found>): Promise<Found | undefined> {
  try {
    return await reading
  } catch (fault) {
    if (fault instanceof Refusal) return undefined
    throw fault
  }
}
