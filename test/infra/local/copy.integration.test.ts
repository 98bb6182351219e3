import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { copyData, NoCopy } from '../../../infra/local/copy.ts'

test('a copy needs existing data, and overwrites nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'convite-copy-'))
  await expect(copyData(join(folder, 'none'), join(folder, 'copy'))).rejects.toThrow(NoCopy)
  expect(await readdir(folder)).toEqual([])
  await rm(folder, { recursive: true })
})

test('a copy holds the pictures beside the database', async () => {
  const data = await mkdtemp(join(tmpdir(), 'convite-copy-'))
  new DatabaseSync(join(data, 'convite.db')).close()
  await mkdir(join(data, 'pictures', 'school'), { recursive: true })
  await writeFile(join(data, 'pictures', 'school', 'file'), 'pixels')
  await copyData(data, join(data, 'copy'))
  expect(await readFile(join(data, 'copy', 'pictures', 'school', 'file'), 'utf8')).toBe('pixels')
  await rm(data, { recursive: true })
})
