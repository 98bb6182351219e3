import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { PICTURE_FOLDER } from './picture-folder.ts'

// File names as in the server.
const DATABASE = 'convite.db'
const SECRETS = ['cookie-key', 'demonstration-link']
// More pages than any database has: one step copies a consistent snapshot, whatever is written meanwhile.
const ALL_PAGES = 2 ** 31 - 1

const USAGE = `npm run copy -- <folder>

Copies the data of CONVITE_DATA (.convite where it is not set) to a folder that is empty or not there yet, while
Convite runs or not. To use the copy start Convite with CONVITE_DATA=<folder>.`

/** A copy cannot be made. The message says why in a sentence. */
export class NoCopy extends Error {}

/** Copies a data folder, also while a server writes to it: the copy holds every write acknowledged before. */
export async function copyData(data: string, folder: string): Promise<void> {
  const database = join(data, DATABASE)
  if (!existsSync(database)) throw new NoCopy(`There is no data of Convite in ${data}.`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (readdirSync(folder).length > 0) throw new NoCopy(`${folder} is not empty.`)
  const source = new DatabaseSync(database, { readOnly: true })
  try {
    await backup(source, join(folder, DATABASE), { rate: ALL_PAGES })
  } finally {
    source.close()
  }
  // After the database: one that it names is missing only if it was taken back meanwhile, and others go at the next start.
  copyPictures(join(data, PICTURE_FOLDER), join(folder, PICTURE_FOLDER))
  // Without the cookie key everybody would be signed out.
  for (const name of SECRETS) {
    if (existsSync(join(data, name))) copyFileSync(join(data, name), join(folder, name))
  }
}

function copyPictures(from: string, to: string): void {
  if (!existsSync(from)) return
  for (const school of readdirSync(from)) {
    mkdirSync(join(to, school), { recursive: true, mode: 0o700 })
    for (const name of readdirSync(join(from, school))) {
      try {
        copyFileSync(join(from, school, name), join(to, school, name))
      } catch (fault) {
        // It was taken back while the others were copied.
        if (!(fault instanceof Error && 'code' in fault && fault.code === 'ENOENT')) throw fault
      }
    }
  }
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2)
  try {
    if (!folder) throw new NoCopy(USAGE)
    await copyData(resolve(process.env.CONVITE_DATA || '.convite'), resolve(folder))
    console.log(`Copied to ${resolve(folder)}.`)
  } catch (fault) {
    console.error(fault instanceof NoCopy ? fault.message : fault)
    process.exitCode = 1
  }
}
