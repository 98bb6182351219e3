import { enCodes } from './en-codes.ts'
import { enDesign } from './en-design.ts'
import { enDirectory } from './en-directory.ts'
import { enDoor } from './en-door.ts'
import { enDownloads } from './en-downloads.ts'
import { enFamilies } from './en-families.ts'
import { enImpact } from './en-impact.ts'
import { enLadder } from './en-ladder.ts'
import { enListing } from './en-listing.ts'
import { enNotices } from './en-notices.ts'
import { enOutreach } from './en-outreach.ts'
import { enPlanning } from './en-planning.ts'
import { enPreparing } from './en-preparing.ts'
import { enPrint } from './en-print.ts'
import { enReach } from './en-reach.ts'
import { enRoster } from './en-roster.ts'
import { enShare } from './en-share.ts'
import { enTimes } from './en-times.ts'
import { enUndo } from './en-undo.ts'
/** English for the organizers' pages. */
export const en = {
  ...enCodes,
  ...enDesign,
  ...enDirectory,
  ...enDoor,
  ...enDownloads,
  ...enFamilies,
  ...enNotices,
  ...enOutreach,
  ...enPlanning,
  ...enImpact,
  ...enLadder,
  ...enListing,
  ...enPreparing,
  ...enPrint,
  ...enReach,
  ...enRoster,
  ...enShare,
  ...enTimes,
  ...enUndo,
} as const
