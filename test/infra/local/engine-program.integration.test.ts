import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { START, startServer, TEST_TOKEN } from '../../support/server.ts'

const OTHER_MACHINE = {
  NODE_OPTIONS: `--import=${new URL('../../support/other-machine.mjs', import.meta.url)}`,
}
const authorization = `Bearer ${TEST_TOKEN}`
const school = { name: 'Ash', timeZone: 'America/Chicago', languages: ['en'], defaultLanguage: 'en' }

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convite-machine-'))
  // Leaves its bundle behind: esbuild has no program for the other machine either.
  await (await startServer()).remove()
})
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }))

describe('On a machine for which no engine is published', () => {
  test('the server says in one sentence what to install, where there is no Java', () => {
    const { DYNAMODB_ENDPOINT: _, ...environment } = process.env
    const { status, stdout, stderr } = spawnSync(process.execPath, START, {
      env: { ...environment, PORT: '0', CONVITE_DATA: folder, PATH: folder, ...OTHER_MACHINE },
      encoding: 'utf8',
    })
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^No database engine for freebsd-riscv64 was installed: install Java .*\.\n$/)
    expect(status).toBe(1)
  })

  test.skipIf(spawnSync('java', ['-version']).status !== 0)(
    'the server runs on DynamoDB Local where Java is, and keeps its data',
    async () => {
      const first = await startServer(OTHER_MACHINE, folder)
      const headers = { authorization, 'content-type': 'application/json' }
      const body = JSON.stringify(school)
      const schools = (baseUrl: string) => `${baseUrl}/api/v1/schools`
      expect((await fetch(schools(first.baseUrl), { method: 'POST', headers, body })).status).toBe(201)
      await first.stop()
      const second = await startServer(OTHER_MACHINE, folder)
      const answer = await fetch(schools(second.baseUrl), { headers })
      expect(await answer.json()).toMatchObject({ items: [{ name: 'Ash' }] })
      expect(second.output()).toMatch(/^Convite is ready at [^\n]+\n$/)
      await second.stop()
    },
    180_000, // Java starts twice
  )
})
