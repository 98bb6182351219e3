import { beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../../functions/api/routes.ts'
import { SIMPLE_COLUMNS } from '../../../shared/roster/simple.ts'
import type { Table } from '../../../shared/table/table.ts'
import { apiOn, PUENTE } from '../../support/api.ts'
import { freshTable } from '../../support/engine.ts'

let table: Table
let api: ReturnType<typeof apiOn>
beforeAll(async () => {
  table = await freshTable()
  api = apiOn(table)
})

describe('who may call', () => {
  test('a call without a token, or with a wrong one, is refused with sign-in-needed', async () => {
    for (const authorization of ['', 'Bearer wrong', 'Basic abc']) {
      const { status, type, body } = await api('GET', '/schools', undefined, { authorization })
      expect([status, type]).toEqual([401, 'application/problem+json'])
      expect(body.type).toMatch(/\/sign-in-needed$/)
    }
  })

  test("a school's key acts for its school and finds no other", async () => {
    const one = (await api('POST', '/schools', PUENTE)).body.id
    const other = (await api('POST', '/schools', PUENTE)).body.id
    const { secret } = (await api('POST', `/schools/${one}/api-keys`, { name: 'site' })).body
    const authorization = `Bearer ${secret}`
    expect((await api('GET', `/schools/${one}`, undefined, { authorization })).status).toBe(200)
    expect((await api('GET', `/schools/${other}`, undefined, { authorization })).status).toBe(404)
    expect((await api('GET', '/schools', undefined, { authorization })).status).toBe(403)
  })
})

describe('bad input', () => {
  test('each wrong field is named by its pointer, unknown ones too', async () => {
    const { status, body } = await api('POST', '/schools', { ...PUENTE, timeZone: 'Mars', 'mot/to~': 'x' })
    expect(status).toBe(422)
    expect(body.type).toMatch(/\/invalid-input$/)
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/timeZone',
      '/mot~1to~0',
    ])
  })

  test.each(['{', '', '[]', '"text"', 'null', '{"name":1}'])(
    '%j is refused and creates nothing',
    async (text) => {
      expect((await api('POST', '/schools', text)).status).toBe(422)
    },
  )

  test('a body of more than a megabyte is too large', async () => {
    expect((await api('POST', '/schools', { ...PUENTE, name: 'x'.repeat(1_100_000) })).status).toBe(413)
  })

  test('an unknown path is a problem too', async () => {
    const { status, type } = await api('GET', '/nowhere')
    expect([status, type]).toEqual([404, 'application/problem+json'])
  })

  test.each(['0', '101', 'many'])('a page of %s is refused', async (limit) => {
    expect((await api('GET', `/schools?limit=${limit}`)).status).toBe(422)
  })
})

describe('an idempotency key', () => {
  const key = { 'idempotency-key': 'make-puente' }

  test('gives the same response to the same request and makes one thing', async () => {
    const headers = { 'idempotency-key': 'same' }
    const first = await api('POST', '/schools', PUENTE, headers)
    const second = await api('POST', '/schools', PUENTE, headers)
    expect(second).toEqual(first)
  })

  test('is refused for another body', async () => {
    await api('POST', '/schools', PUENTE, key)
    const { status, body } = await api('POST', '/schools', { ...PUENTE, name: 'Other' }, key)
    expect(status).toBe(422)
    expect(body.type).toMatch(/\/idempotency-conflict$/)
  })

  test('remembers a refusal as well, and forgets after a day', async () => {
    const clock = { now: '2027-03-01T15:00:00.000Z' }
    const call = apiOn(table, clock)
    const headers = { 'idempotency-key': 'refused' }
    expect((await call('POST', '/schools', {}, headers)).status).toBe(422)
    clock.now = '2027-03-02T14:59:59.000Z'
    expect((await call('POST', '/schools', PUENTE, headers)).body.type).toMatch(/\/idempotency-conflict$/)
    clock.now = '2027-03-02T15:00:01.000Z'
    expect((await call('POST', '/schools', PUENTE, headers)).status).toBe(201)
  })

  test('of ten requests at once makes one thing', async () => {
    const headers = { 'idempotency-key': 'at-once' }
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => api('POST', '/schools', PUENTE, headers)),
    )
    const made = replies.filter(({ status }) => status === 201).map(({ body }) => body.id)
    expect(new Set(made).size).toBe(1)
    expect(replies.every(({ status }) => status === 201 || status === 409)).toBe(true)
  })

  test('gives a response again that one item could not hold', async () => {
    const { id } = (await api('POST', '/schools', PUENTE)).body
    const sizes: number[] = []
    const call = apiOn({
      ...table,
      commit: (...writes) => {
        sizes.push(...writes.map((write) => JSON.stringify(write).length))
        return table.commit(...writes)
      },
      putAll: (items) => {
        sizes.push(...items.map((item) => JSON.stringify(item).length))
        return table.putAll(items)
      },
    })
    const rows = Array.from({ length: 4000 }, (_, place) => `f${place},,,,,,carrier pigeon,,,`)
    const roster = [SIMPLE_COLUMNS.join(','), ...rows].join('\n')
    const headers = { 'idempotency-key': 'many-rejected', 'content-type': 'text/csv' }
    const first = await call('POST', `/schools/${id}/roster?dryRun=true`, roster, headers)
    expect(first.body.rejected).toHaveLength(4000)
    expect(await call('POST', `/schools/${id}/roster?dryRun=true`, roster, headers)).toEqual(first)
    expect(Math.max(...sizes)).toBeLessThan(100_000)
  })

  test('stores no secret that the database could reveal', async () => {
    const written: string[] = []
    const commit: Table['commit'] = (...writes) => {
      written.push(JSON.stringify(writes))
      return table.commit(...writes)
    }
    const call = apiOn({ ...table, commit })
    const { id } = (await call('POST', '/schools', PUENTE)).body
    const headers = { 'idempotency-key': 'secret-key' }
    const { secret } = (await call('POST', `/schools/${id}/api-keys`, { name: 'site' }, headers)).body
    expect((await call('POST', `/schools/${id}/api-keys`, { name: 'site' }, headers)).body.secret).toBe(
      secret,
    )
    // The school, the reservation, and the API key together with its answer.
    expect(written).toHaveLength(3)
    expect(written.join()).not.toContain(secret)
  })
})

describe('a body', () => {
  test.each([
    ['no JSON', '{'],
    ['not in UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
    ['with half of a sign in a value', '{"name":"\\ud83d"}'],
    ['with half of a sign in a name', '{"\\uDE00":1}'],
  ])('that is %s is refused before anybody reads it', async (_, text) => {
    const { status, body } = await api('POST', '/schools', text)
    expect([status, body.errors]).toEqual([422, [{ pointer: '', detail: 'The body is not JSON in UTF-8.' }]])
  })

  test('may hold a sign of two halves, written as such', async () => {
    const text = JSON.stringify(PUENTE).replace('Puente', '\\ud83d\\ude00')
    expect((await api('POST', '/schools', text)).body.name).toBe('😀 Elementary')
  })
})

describe('the description', () => {
  test('is OpenAPI 3.1 and names every path', async () => {
    const { body } = await api('GET', '/openapi.json', undefined, { authorization: '' })
    expect(body.openapi).toBe('3.1.0')
    expect(Object.keys(body.paths)).toContain('/schools/{school}')
    expect(body.paths['/schools'].post.requestBody.content['application/json'].schema.required).toContain(
      'timeZone',
    )
  })

  test('describes the answer of every call, and the key of every POST', async () => {
    const { body } = await api('GET', '/openapi.json', undefined, { authorization: '' })
    for (const { path, method, status } of routes) {
      const call = body.paths[path][method]
      const { content } = call.responses[status]
      expect([path, content !== undefined]).toEqual([path, status !== 204])
      expect([path, call.responses[401].headers]).toEqual([path, { 'WWW-Authenticate': expect.anything() }])
      const keys = call.parameters.filter(({ $ref }: { $ref?: string }) => $ref?.endsWith('/IdempotencyKey'))
      expect([path, keys.length]).toEqual([path, method === 'post' ? 1 : 0])
    }
  })

  test('has a page to read it at', async () => {
    const { status, body } = await api('GET', '/docs', undefined, { authorization: '' })
    expect(status).toBe(200)
    expect(body).toContain('/api/v1/schools')
  })
})
