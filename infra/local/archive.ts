import { createWriteStream } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { DateTime } from 'luxon'
import { picturesIn } from '../../functions/pictures.ts'
import { clientOf, TABLE_NAME } from '../../functions/wire.ts'
import type { PictureFiles } from '../../shared/access/picture-files.ts'
import { Refusal } from '../../shared/access/refusal.ts'
import { archiveSchool } from '../../shared/archive/archive.operations.ts'
import { isRestoring, restoreSchool } from '../../shared/archive/restore.operations.ts'
import { type ArchiveProblem, UnusableArchive } from '../../shared/archive/unusable-archive.ts'
import { removeSchoolItems } from '../../shared/table/removal.ts'
import { openTable, type WholeTable } from '../../shared/table/table.ts'
import { startEngine } from './engine.ts'
import { NoEngine } from './engine-program.ts'
import { ensureTable } from './engine-table.ts'
import { filesInFolder, PICTURE_FOLDER } from './picture-folder.ts'
import { readCommand, WrongCommand } from './upkeep.ts'

const USAGE = `npm run archive -- save <school> <file>
npm run archive -- restore <file> --name "<the school's name, to be sure>"
npm run archive -- undo <school>

They work on the data of CONVITE_DATA (.convite where it is not set), while Convite is stopped; or on the table that
CONVITE_TABLE names, and the pictures in the bucket that CONVITE_PICTURES names, with the credentials and region of the
AWS SDK, while it runs.`

/** What an operator reads of an archive that cannot be restored. */
const SAID: Readonly<Record<ArchiveProblem, string>> = {
  'not-a-zip': 'This is not a zip file.',
  'cut-off': 'The end of this file is missing: copy or download it again.',
  'not-an-archive': 'This zip file is not an archive of a school.',
  'newer-version': 'This archive comes from a newer version of Convite: update Convite first.',
  'too-large': 'This file would unpack to far more than a school is.',
  damaged: 'This archive is not as it was written: copy or download it again.',
  foreign: 'This archive holds what no archive of its school has. It was changed by hand or by a program.',
  'another-school': 'To restore the school of this archive give its name:',
  'school-there': 'This school is here already. Only a school that is absent is restored.',
  'other-half-restored':
    'Another archive of this school is half restored: go on with that one, or take it back with `undo`.',
}

type Say = (line: string) => void

/** A table, and the storage for the pictures that it names. */
type Data = { table: WholeTable; pictures: PictureFiles }

/** Saves a school as a file, restores it from one, or takes back what an unfinished restore wrote. */
export async function archive(data: Data, given: readonly string[], say: Say): Promise<void> {
  const { positionals, values } = readCommand(given, USAGE)
  const [command, first, second] = positionals
  if (command === 'save' && first && second) return save(data, { school: first, file: second, say })
  if (command === 'restore' && first) return restore(data, { file: first, name: values.name, say })
  if (command === 'undo' && first) return undo(data, { school: first, say })
  throw new WrongCommand(USAGE)
}

const now = () => DateTime.utc()

async function save(
  { table, pictures }: Data,
  { school, file, say }: { school: string; file: string; say: Say },
) {
  const context = { table, now, actor: { kind: 'deployment' } } as const
  const chunks = await archiveSchool(context, pictures, school).catch((fault) => {
    const isMissing = fault instanceof Refusal && fault.code === 'not-found'
    throw isMissing ? new WrongCommand(`There is no school ${school} here.`) : fault
  })
  // Under its own name only once it is whole.
  const half = `${file}.half`
  try {
    await pipeline(chunks, createWriteStream(half, { mode: 0o600 }))
    await rename(half, file)
  } finally {
    await rm(half, { force: true })
  }
  say(`Saved in ${resolve(file)}. It holds personal data of families: keep it as you keep those.`)
}

async function restore(
  { table, pictures }: Data,
  { file, name, say }: { file: string; name: string | undefined; say: Say },
) {
  const handle = await open(file).catch((fault) => {
    throw fault.code === 'ENOENT' ? new WrongCommand(`There is no file ${file}.`) : fault
  })
  try {
    const { school } = await restoreSchool({ table, now }, pictures, {
      source: await sourceOf(handle),
      name,
    })
    say(`${school.name} is restored. Its team signs in with codes; send families new links.`)
  } catch (fault) {
    if (!(fault instanceof UnusableArchive)) throw fault
    const { problem, detail } = fault
    const more = problem === 'another-school' ? ` --name "${detail}"` : detail && ` (${detail})`
    throw new WrongCommand(SAID[problem] + more)
  } finally {
    await handle.close()
  }
}

async function sourceOf(handle: FileHandle) {
  const { size } = await handle.stat()
  const read = async (at: number, length: number) => {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, at)
    return buffer.subarray(0, bytesRead)
  }
  return { size, read }
}

async function undo({ table }: Data, { school, say }: { school: string; say: Say }) {
  if (!(await isRestoring({ table }, school)))
    throw new WrongCommand(`No archive of ${school} is half restored.`)
  say(`${await removeSchoolItems(table, school)} items are taken back.`)
}

/** Runs on the data that the environment names: in the cloud, or those of this machine on an engine of its own. */
async function withData(environment: NodeJS.ProcessEnv, run: (data: Data) => Promise<void>) {
  const { CONVITE_TABLE, CONVITE_PICTURES, CONVITE_DATA, DYNAMODB_ENDPOINT } = environment
  const folder = resolve(CONVITE_DATA || '.convite')
  const pictures = CONVITE_PICTURES
    ? picturesIn(CONVITE_PICTURES)
    : filesInFolder(join(folder, PICTURE_FOLDER))
  if (CONVITE_TABLE && !DYNAMODB_ENDPOINT && !CONVITE_PICTURES)
    throw new WrongCommand(
      'CONVITE_PICTURES must name the bucket of pictures: the output PicturesBucket of the stack.',
    )
  if (CONVITE_TABLE || DYNAMODB_ENDPOINT)
    return run({ table: openTable(CONVITE_TABLE || TABLE_NAME, clientOf(environment)), pictures })
  const file = join(folder, 'convite.db')
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const { endpoint, stop } = await startEngine(file)
  try {
    await ensureTable(TABLE_NAME, endpoint, { stream: false })
    await run({ table: openTable(TABLE_NAME, clientOf({ DYNAMODB_ENDPOINT: endpoint })), pictures })
  } finally {
    await stop()
  }
}

if (import.meta.main) {
  try {
    await withData(process.env, (data) => archive(data, process.argv.slice(2), (line) => console.log(line)))
  } catch (fault) {
    const isSaid = fault instanceof WrongCommand || fault instanceof NoEngine
    console.error(isSaid ? fault.message : fault)
    process.exitCode = 1
  }
}
