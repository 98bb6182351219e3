import type { Base } from '../../functions/wire.ts'
import type { SchoolScope } from '../../shared/access/actor.ts'
import type { PictureFiles } from '../../shared/access/picture-files.ts'
import { sweepPictures, unnamedBy } from '../../shared/household/picture-sweep.operations.ts'
import type { Change } from '../../shared/table/observed-writes.ts'
import { type Background, repeat } from './background.ts'
import { filesInFolder, schoolsIn } from './picture-folder.ts'

const SWEEP_EVERY_MS = 1_000
const LOOK_EVERY_MS = 10_000
const HOUR_MS = 60 * 60_000

/** The pictures of one machine: storage in a folder, and the task that removes what the table does not name any more. */
export type LocalPictures = Background & {
  files: PictureFiles
  hear(changes: readonly Change[]): void
  start(base: Base): void
}

/**
 * Removes files in place of the function behind the table's stream: soon after a picture changed, and in every school at the
 * start and each hour, for what an earlier process left, and for what expired.
 */
export function localPictures(folder: string): LocalPictures {
  const files = filesInFolder(folder)
  const heard = new Set<SchoolScope>()
  let rounds: Background[] = []
  const hear: LocalPictures['hear'] = (changes) => {
    for (const { key } of changes) {
      const school = unnamedBy(key)
      if (school) heard.add(school)
    }
  }
  const start: LocalPictures['start'] = (base) => {
    const sweep = async () => {
      for (const school of [...heard]) {
        heard.delete(school) // what changes from now on is heard again
        try {
          await sweepPictures(base, files, school)
        } catch (fault) {
          heard.add(school)
          throw fault
        }
      }
    }
    let next = 0
    const look = async () => {
      if (performance.now() < next) return
      next = performance.now() + HOUR_MS
      for (const school of await schoolsIn(folder)) heard.add(school)
    }
    rounds = [repeat(SWEEP_EVERY_MS, sweep), repeat(LOOK_EVERY_MS, look)]
  }
  const stop = async () => {
    await Promise.all(rounds.map((round) => round.stop()))
  }
  return { files, hear, start, stop }
}
