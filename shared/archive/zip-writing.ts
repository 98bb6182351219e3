import { Zip, ZipDeflate } from 'fflate'

/** A file for a zip: its name, and its bytes as they come. */
export type ZippedFile = { name: string; chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array> }

/**
 * A zip of files, as bytes that are made when they are asked for: no more of it is in memory than what one chunk of a file
 * becomes, however long the files are.
 */
export async function* zipped(files: AsyncIterable<ZippedFile>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const made: Uint8Array<ArrayBuffer>[] = []
  const zip = new Zip((fault, chunk) => {
    if (fault) throw fault
    made.push(new Uint8Array(chunk))
  })
  for await (const { name, chunks } of files) {
    const file = new ZipDeflate(name)
    zip.add(file)
    for await (const chunk of chunks) {
      file.push(chunk)
      yield* made.splice(0)
    }
    file.push(new Uint8Array(), true)
    yield* made.splice(0)
  }
  zip.end()
  yield* made.splice(0)
}
