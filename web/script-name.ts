import { createHash } from 'node:crypto'

/** The file name of a script, which changes with its content, so that it can be cached forever. */
export function scriptName(script: string): `${string}.js` {
  return `${createHash('sha256').update(script).digest('hex').slice(0, 16)}.js`
}
