import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { publicScope, type SchoolScope } from '../../shared/access/actor.ts'
import type { PictureFiles } from '../../shared/access/picture-files.ts'

/** The folder of pictures in that of the data, beside the database. */
export const PICTURE_FOLDER = 'pictures'

// A file is complete, or has this after its name.
const WRITING = '.part'
const PLAIN_NAME = /^[\w-]+$/

/** Pictures as files, in a folder for each school that nobody but the server's own user can read. */
export function filesInFolder(folder: string): PictureFiles {
  const at = (school: SchoolScope, name = '') => {
    if (!PLAIN_NAME.test(school) || !/^[\w-]*$/.test(name)) throw new Error('This is no name of a picture.')
    return join(folder, school, name)
  }
  return {
    async put(school, name, bytes) {
      await mkdir(at(school), { recursive: true, mode: 0o700 })
      const path = at(school, name)
      const file = await open(path + WRITING, 'w', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(path + WRITING, path)
    },
    get: async (school, name) => unlessMissing(async () => new Uint8Array(await readFile(at(school, name)))),
    async remove(school, name) {
      for (const path of [at(school, name), at(school, name) + WRITING]) await rm(path, { force: true })
    },
    async list(school) {
      const found = (await unlessMissing(() => readdir(at(school)))) ?? []
      return [...new Set(found.map((name) => name.replace(WRITING, '')))]
    },
  }
}

/** The schools that have pictures in a folder. */
export async function schoolsIn(folder: string): Promise<SchoolScope[]> {
  const names = (await unlessMissing(() => readdir(folder))) ?? []
  return names.filter((name) => PLAIN_NAME.test(name)).map(publicScope)
}

async function unlessMissing<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return undefined
    throw fault
  }
}
