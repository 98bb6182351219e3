import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

/** The engine cannot run here. The message says in a sentence what to do. */
export class NoEngine extends Error {}

/** A program that answers as DynamoDB does, what it is started with, and the folder in which it runs. */
export type EngineProgram = { command: string; values: string[]; cwd?: string }

/**
 * The engine of this machine: dynoxide, else DynamoDB Local where Java can run it. Its data are in `file`, or in the
 * folder of `file` for DynamoDB Local; in memory without one. Throws NoEngine where there is neither.
 */
export function engineProgram(port: number, file?: string): EngineProgram {
  const command = dynoxidePath()
  if (command) {
    const listen = ['--host', '127.0.0.1', '--port', String(port)]
    return { command, values: ['serve', ...listen, ...(file ? ['--db-path', file] : [])] }
  }
  const local = dynamodbLocal(port, file && dirname(file))
  if (local) return local
  throw new NoEngine(
    `No database engine for ${process.platform}-${process.arch} was installed: install Java 17 or later, put \`dynoxide\` on the PATH (cargo install dynoxide-rs), or set DYNAMODB_ENDPOINT to a DynamoDB that runs already.`,
  )
}

/** The path of dynoxide, from its package for this platform or else from the PATH. */
export function dynoxidePath(): string | undefined {
  const name = process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide'
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return (
    resolved(`@dynoxide/${process.platform}-${process.arch}/${name}`) ??
    folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
  )
}

/** Amazon's DynamoDB Local with its data in a folder, or in memory; undefined where Java or its package is missing. */
export function dynamodbLocal(port: number, folder?: string): EngineProgram | undefined {
  const simulator = resolved('amplify-dynamodb-simulator/package.json')
  if (!simulator || spawnSync('java', ['-version']).status !== 0) return undefined
  const emulator = join(dirname(simulator), 'emulator')
  const values = [
    `-Djava.library.path=${join(emulator, 'DynamoDBLocal_lib')}`,
    ...['-jar', join(emulator, 'DynamoDBLocal.jar'), '-port', String(port)],
    // One file for every region and key, so that the data do not depend on this machine's credentials.
    ...(folder ? ['-dbPath', folder, '-sharedDb'] : ['-inMemory']),
  ]
  return { command: 'java', values, cwd: tmpdir() } // it writes a file into the folder in which it runs
}

function resolved(path: string): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(path)
  } catch {
    return undefined
  }
}
