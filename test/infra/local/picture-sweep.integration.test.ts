import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DateTime } from 'luxon'
import { expect, onTestFinished, test } from 'vitest'
import { filesInFolder } from '../../../infra/local/picture-folder.ts'
import { localPictures } from '../../../infra/local/picture-sweep.ts'
import { publicScope } from '../../../shared/access/actor.ts'
import { deleteFamily } from '../../../shared/household/departure.operations.ts'
import { observedWrites } from '../../../shared/table/observed-writes.ts'
import { saveHeldPicture } from '../../../shared/workshop/picture.store.ts'
import { storeHeld } from '../../../shared/workshop/picture-file.operations.ts'
import { contextFor, TEST_NOW } from '../../support/context.ts'
import { quietTable } from '../../support/engine.ts'
import { schoolWith } from '../../support/puente.ts'

const now = () => DateTime.fromISO(TEST_NOW, { zone: 'utc' })

test('Beside the table a family’s pictures go with it, and at the start what an earlier process left', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'convite-sweep-'))
  await filesInFolder(folder).put(publicScope('gone'), 'left-over', new Uint8Array([1]))
  const pictures = localPictures(folder)
  const table = observedWrites(await quietTable(), pictures.hear)
  pictures.start({ table, now })
  onTestFinished(async () => {
    await pictures.stop()
    await rm(folder, { recursive: true })
  })
  const { school, ids } = await schoolWith(table, 2)
  const scope = publicScope(school)
  const show = async (family = '') => {
    const file = await storeHeld({ table, now }, pictures.files, { scope, bytes: new Uint8Array([2]) })
    const shown = { workshop: `${school}-${family}`, about: 'host', family, file, hash: 'hash' } as const
    const size = { width: 1, height: 1, language: 'en', at: TEST_NOW }
    await table.commit(...saveHeldPicture(scope, { ...shown, ...size }))
    return file
  }
  const [leaving = '', staying] = ids
  await show(leaving)
  const stays = await show(staying)
  await deleteFamily(contextFor({ kind: 'family', school, family: leaving }, { table }), school, leaving)
  const kept = () => readdir(join(folder, school))
  await expect.poll(kept, { timeout: 10_000 }).toEqual([stays])
  await expect.poll(() => readdir(join(folder, 'gone')), { timeout: 10_000 }).toEqual([])
})
