import { Inflate } from 'fflate'
import { UnusableArchive } from './unusable-archive.ts'

/** Where the bytes of a file are read, at any place of it. */
export type ByteSource = { size: number; read: (at: number, length: number) => Promise<Uint8Array> }

/** A file in a zip: where its local header begins, and its bytes there and unpacked. */
export type ZipEntry = { name: string; at: number; packed: number; size: number; isStored: boolean }

// .ZIP File Format Specification (APPNOTE) 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
const LOCAL = { magic: 0x04034b50, length: 30 }
const CENTRAL = { magic: 0x02014b50, length: 46 }
const END = { magic: 0x06054b50, length: 22 }
const LONGEST_COMMENT = 65_535

const MOST_ENTRIES = 200
const MOST_BYTES = 4 * 1024 ** 3
// Deflate packs a thousand to one at most, and the lines of an archive some twenty.
const MOST_RATIO = 200
const RATIO_MATTERS_FROM = 1024 ** 2
// Unpacks to 16 MB at most.
const READ_AT_ONCE = 16 * 1024

/**
 * The files of a zip by their names, from the directory at its end, before anything is unpacked. Refuses what is no zip, a
 * zip without its end, and one that would unpack to far too much.
 */
export async function zipEntries(source: ByteSource): Promise<Map<string, ZipEntry>> {
  const entries = directoryIn(await readDirectory(source))
  const total = entries.reduce((sum, { size }) => sum + size, 0)
  const isBomb = ({ size, packed }: ZipEntry) => size > RATIO_MATTERS_FROM && size > packed * MOST_RATIO
  if (total > MOST_BYTES || entries.some(isBomb)) throw new UnusableArchive('too-large')
  const named = new Map(entries.map((entry) => [entry.name, entry]))
  if (named.size < entries.length) throw new UnusableArchive('damaged', 'two files of one name')
  return named
}

async function readDirectory(source: ByteSource): Promise<{ bytes: DataView; count: number }> {
  const tail = Math.min(source.size, END.length + LONGEST_COMMENT)
  const end = viewOf(await source.read(source.size - tail, tail))
  let at = end.byteLength - END.length
  while (at >= 0 && end.getUint32(at, true) !== END.magic) at--
  if (at < 0) throw new UnusableArchive((await beginsAsZip(source)) ? 'cut-off' : 'not-a-zip')
  const count = end.getUint16(at + 10, true)
  const [length, from] = [end.getUint32(at + 12, true), end.getUint32(at + 16, true)]
  if (count > MOST_ENTRIES) throw new UnusableArchive('too-large')
  if (from + length > source.size) throw new UnusableArchive('cut-off')
  return { bytes: viewOf(await source.read(from, length)), count }
}

async function beginsAsZip(source: ByteSource): Promise<boolean> {
  if (source.size < 4) return false
  return viewOf(await source.read(0, 4)).getUint32(0, true) === LOCAL.magic
}

function directoryIn({ bytes, count }: { bytes: DataView; count: number }): ZipEntry[] {
  const entries: ZipEntry[] = []
  let at = 0
  for (let entry = 0; entry < count; entry++) {
    const isWhole = at + CENTRAL.length <= bytes.byteLength
    if (!isWhole || bytes.getUint32(at, true) !== CENTRAL.magic) throw new UnusableArchive('damaged')
    const method = bytes.getUint16(at + 10, true)
    if (method !== 0 && method !== 8) throw new UnusableArchive('not-an-archive')
    const lengths = [28, 30, 32].map((place) => bytes.getUint16(at + place, true))
    const [length = 0] = lengths
    if (at + CENTRAL.length + length > bytes.byteLength) throw new UnusableArchive('damaged')
    const name = new Uint8Array(bytes.buffer, bytes.byteOffset + at + CENTRAL.length, length)
    entries.push({
      name: new TextDecoder().decode(name),
      at: bytes.getUint32(at + 42, true),
      packed: bytes.getUint32(at + 20, true),
      size: bytes.getUint32(at + 24, true),
      isStored: method === 0,
    })
    at += CENTRAL.length + lengths.reduce((sum, one) => sum + one, 0)
  }
  return entries
}

/** The bytes of a file in a zip, unpacked a little at a time. Refuses one that is longer or shorter than its entry says. */
export async function* unpacked(source: ByteSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const begin = await beginOf(source, entry)
  const made: Uint8Array[] = []
  const inflate = new Inflate((chunk) => made.push(chunk))
  let size = 0
  for (let at = 0; at < entry.packed; at += READ_AT_ONCE) {
    const length = Math.min(READ_AT_ONCE, entry.packed - at)
    const chunk = await source.read(begin + at, length)
    if (entry.isStored) made.push(chunk)
    else push(inflate, chunk, at + length === entry.packed)
    for (const one of made.splice(0)) {
      size += one.length
      if (size > entry.size) throw new UnusableArchive('damaged', entry.name)
      yield one
    }
  }
  if (size !== entry.size) throw new UnusableArchive('damaged', entry.name)
}

async function beginOf(source: ByteSource, { name, at, packed }: ZipEntry): Promise<number> {
  if (at + LOCAL.length > source.size) throw new UnusableArchive('damaged', name)
  const header = viewOf(await source.read(at, LOCAL.length))
  if (header.getUint32(0, true) !== LOCAL.magic) throw new UnusableArchive('damaged', name)
  const begin = at + LOCAL.length + header.getUint16(26, true) + header.getUint16(28, true)
  if (begin + packed > source.size) throw new UnusableArchive('cut-off')
  return begin
}

function push(inflate: Inflate, chunk: Uint8Array, isLast: boolean): void {
  try {
    inflate.push(chunk, isLast)
  } catch {
    throw new UnusableArchive('damaged')
  }
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
