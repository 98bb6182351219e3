import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The key that signs cookies: 256 random bits, made once and kept in the data folder for its owner's eyes only. */
export function cookieKey(folder: string): string {
  const path = join(folder, 'cookie-key')
  try {
    writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'EEXIST')) throw fault
  }
  return readFileSync(path, 'utf8')
}
