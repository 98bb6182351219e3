import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyData, NoCopy } from '../../../infra/local/copy.ts'

test('a copy needs existing data, and overwrites nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'convite-copy-'))
  await expect(copyData(join(folder, 'none'), join(folder, 'copy'))).rejects.toThrow(NoCopy)
  expect(await readdir(folder)).toEqual([])
  await rm(folder, { recursive: true })
})
