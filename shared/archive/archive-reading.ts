import { createHash } from 'node:crypto'
import { MANIFEST, type Manifest, type Part, readManifest } from './manifest.ts'
import { UnusableArchive } from './unusable-archive.ts'
import { type ByteSource, unpacked, type ZipEntry, zipEntries } from './zip-reading.ts'

/** An archive that is open: what it says it holds, its hash, and the lines of each of its files as JSON. */
export type OpenArchive = {
  manifest: Manifest
  /** Of the manifest, and so of all that it names. */
  hash: string
  /** The lines of a file, some at a time; none where the archive has no such file. Refuses a file that is not as it was written. */
  linesOf: (name: string) => AsyncGenerator<unknown[]>
}

const MOST_MANIFEST_BYTES = 1024 ** 2
// An item of DynamoDB has 400 KB at most; JSON escapes some of it.
const MOST_LINE_LETTERS = 2 * 1024 ** 2
const LINES_AT_ONCE = 100

/** Opens an archive by its manifest. Refuses what is none, and one whose files are not those of its manifest. */
export async function openArchive(source: ByteSource): Promise<OpenArchive> {
  const entries = await zipEntries(source)
  const entry = entries.get(MANIFEST)
  if (!entry) throw new UnusableArchive('not-an-archive')
  if (entry.size > MOST_MANIFEST_BYTES) throw new UnusableArchive('too-large', MANIFEST)
  const text = (await wholeOf(source, entry)).toString()
  const manifest = readManifest(text)
  const parts = new Map(manifest.parts.map((part) => [fileOf(part.name), part]))
  const missing = [...parts.keys()].find((file) => !entries.has(file))
  if (missing !== undefined) throw new UnusableArchive('damaged', missing)
  const stray = [...entries.keys()].find((file) => file !== MANIFEST && !parts.has(file))
  if (stray !== undefined) throw new UnusableArchive('foreign', stray)
  return {
    manifest,
    hash: createHash('sha256').update(text).digest('hex'),
    async *linesOf(name) {
      const [part, file] = [parts.get(fileOf(name)), entries.get(fileOf(name))]
      if (part && file) yield* linesIn(source, part, file)
    },
  }
}

async function wholeOf(source: ByteSource, entry: ZipEntry): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of unpacked(source, entry)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const fileOf = (name: string) => `${name}.ndjson`

async function* linesIn(source: ByteSource, part: Part, entry: ZipEntry): AsyncGenerator<unknown[]> {
  const sha256 = createHash('sha256')
  const decoder = new TextDecoder()
  const seen = { lines: 0, bytes: 0 }
  let rest = ''
  for await (const chunk of unpacked(source, entry)) {
    sha256.update(chunk)
    seen.bytes += chunk.length
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > MOST_LINE_LETTERS) throw new UnusableArchive('too-large', part.name)
    seen.lines += lines.length
    for (let at = 0; at < lines.length; at += LINES_AT_ONCE)
      yield lines.slice(at, at + LINES_AT_ONCE).map((line) => jsonIn(line, part))
  }
  const isWhole = rest === '' && seen.lines === part.lines && seen.bytes === part.bytes
  if (!isWhole || sha256.digest('hex') !== part.sha256) throw new UnusableArchive('damaged', part.name)
}

function jsonIn(line: string, { name }: Part): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new UnusableArchive('damaged', name)
  }
}
