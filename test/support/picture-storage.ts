import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filesInFolder } from '../../infra/local/picture-folder.ts'
import type { PictureFiles } from '../../shared/access/picture-files.ts'

let root: string | undefined
let made = 0

/** Storage for pictures as on one machine: in a folder of its own, which goes with the process. */
export function pictureStorage(): PictureFiles {
  if (!root) {
    const folder = mkdtempSync(join(tmpdir(), 'convite-pictures-'))
    root = folder
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  }
  return filesInFolder(join(root, String(made++)))
}
