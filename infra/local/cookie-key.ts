import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { TOKEN_LENGTH, WrongVariable } from '../../functions/variables.ts'

/**
 * The key that signs cookies: 256 random bits, generated once and stored in the data folder, readable by its owner only.
 * A key that a full disk truncated is generated again. Throws WrongVariable where the folder cannot be written to.
 */
export function cookieKey(folder: string): string {
  const path = join(folder, 'cookie-key')
  const kept = keyAt(path)
  if (kept) return kept
  rmSync(path, { force: true })
  // Written atomically: a truncated key could be guessed.
  const half = join(folder, `cookie-key-${process.pid}`)
  try {
    writeFileSync(half, randomBytes(32).toString('base64url'), { mode: 0o600, flush: true })
    putInPlace(half, path)
  } catch (fault) {
    throw new WrongVariable(
      `The folder of CONVITE_DATA, ${folder}, must be one that can be written to, on a disk with room (${codeOf(fault)}).`,
    )
  } finally {
    rmSync(half, { force: true })
  }
  return readFileSync(path, 'utf8')
}

function keyAt(path: string): string | undefined {
  try {
    const key = readFileSync(path, 'utf8')
    return key.length >= TOKEN_LENGTH ? key : undefined
  } catch (fault) {
    if (codeOf(fault) === 'ENOENT') return undefined
    throw fault
  }
}

// Of two concurrent starts the first one's key wins. On a file system without hard links, the last one's.
function putInPlace(half: string, path: string): void {
  try {
    linkSync(half, path)
  } catch (fault) {
    if (codeOf(fault) !== 'EEXIST') renameSync(half, path)
  }
}

function codeOf(fault: unknown): string {
  return fault instanceof Error && 'code' in fault ? String(fault.code) : 'unknown'
}
