import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningServer, startServer, TEST_TOKEN } from '../../support/server.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.remove())

const authorization = `Bearer ${TEST_TOKEN}`
const district = readFileSync(new URL('../../support/rosters/district-oneroster-1.1.zip', import.meta.url))

async function post(path: string, type: string, body: BodyInit) {
  const headers = { authorization, 'content-type': type }
  const response = await fetch(`${server.baseUrl}/api/v1${path}`, { method: 'POST', headers, body })
  return (await response.json()) as { id: string; families: Record<string, number> }
}

/** What an import that takes over 20 seconds comes to, as on a busy machine. */
async function resultOf(job: string): Promise<{ families: Record<string, number> }> {
  for (;;) {
    const response = await fetch(`${server.baseUrl}/api/v1${job}`, { headers: { authorization } })
    const { status, result } = (await response.json()) as { status: string; result?: { families: never } }
    if (status === 'failed') throw new Error('the import failed')
    if (status === 'done' && result) return result
    await new Promise((done) => setTimeout(done, 500))
  }
}

/** The most memory that the server's process ever held, in megabytes. */
function peakMemory(): number {
  const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8')
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1000
}

// Only Linux reports the peak memory of another process.
test.skipIf(process.platform !== 'linux')(
  'a district of 5,000 families is previewed, imported and imported again in less than 300 MB',
  async () => {
    const school = JSON.stringify({
      name: 'District',
      timeZone: 'America/Chicago',
      languages: ['en'],
      defaultLanguage: 'en',
    })
    const { id } = await post('/schools', 'application/json', school)
    const roster = async (query = '') => {
      const answer = await post(`/schools/${id}/roster${query}`, 'application/zip', district)
      return 'job' in answer ? resultOf(`/schools/${id}/jobs/${answer.job}`) : answer
    }
    expect((await roster('?dryRun=true')).families.created).toBe(5000)
    expect((await roster()).families.created).toBe(5000)
    expect((await roster()).families.unchanged).toBe(5000)
    expect(peakMemory()).toBeLessThan(300)
  },
  120_000,
)
