import { type UnzipFileInfo, unzipSync } from 'fflate'
import { Refusal, refuse } from '../access/refusal.ts'

const MAX_BYTES = 100 * 1024 * 1024
const MAX_ENTRIES = 100
const MAX_RATIO = 200
const RATIO_MATTERS_FROM = 1024 * 1024

/** The CSV files of a zip bundle by lower-case base name. Refuses zip bombs before inflating anything. */
export function openBundle(bytes: Uint8Array): Map<string, Uint8Array> {
  try {
    const files = unzipSync(bytes, { filter: guard() })
    const bundle = new Map<string, Uint8Array>()
    for (const [name, content] of Object.entries(files)) {
      const base = baseName(name)
      if (bundle.has(base)) unreadable(`duplicate-file ${base}`)
      bundle.set(base, content)
    }
    return bundle
  } catch (fault) {
    if (fault instanceof Refusal) throw fault
    return unreadable('zip')
  }
}

// fflate inflates into a buffer of the declared size, so that an entry cannot grow beyond it.
function guard(): (entry: UnzipFileInfo) => boolean {
  let entries = 0
  let total = 0
  return ({ name, size, originalSize }) => {
    entries += 1
    if (entries > MAX_ENTRIES) refuse('roster-too-large')
    if (!baseName(name).endsWith('.csv')) return false
    total += originalSize
    const isBomb = originalSize > RATIO_MATTERS_FROM && originalSize > size * MAX_RATIO
    if (total > MAX_BYTES || isBomb) refuse('roster-too-large')
    return true
  }
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase()
}

function unreadable(detail: string): never {
  return refuse('roster-unreadable', { errors: [{ pointer: '', detail }] })
}
