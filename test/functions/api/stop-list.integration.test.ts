import { beforeAll, expect, test } from 'vitest'
import type { Table } from '../../../shared/table/table.ts'
import { apiOn, PUENTE } from '../../support/api.ts'
import { freshTable } from '../../support/engine.ts'

const NUMBER = '+16175550123'
const LIST = `number,date,source\n${NUMBER},2027-02-20T10:00:00Z,District calls\n${NUMBER}0000,soon,x\n`
const CSV = { 'content-type': 'text/csv' }

let table: Table
let api: ReturnType<typeof apiOn>
let path: string
beforeAll(async () => {
  table = await freshTable()
  api = apiOn(table)
  const school = (await api('POST', '/schools', PUENTE)).body.id
  const caregivers = [{ givenName: 'Rosa', channels: [{ kind: 'sms', address: NUMBER }] }]
  await api('POST', `/schools/${school}/families`, { caregivers })
  path = `/schools/${school}/stop-list`
})

test('a list of another tool is tried, followed once, and leaves again', async () => {
  const empty = await api('GET', path)
  expect([empty.status, empty.type]).toEqual([200, 'text/csv; charset=utf-8'])
  const report = {
    ...{ stopped: 1, unchanged: 0, newer: 0, unknown: 0, warnings: [] },
    rejected: [{ file: 'stop-list.csv', line: 3, field: 'number', reason: 'phone' }],
  }
  expect((await api('POST', `${path}?dryRun=true`, LIST, CSV)).body).toEqual(report)
  expect((await api('GET', path)).body).toBe(empty.body)
  const keyed = { ...CSV, 'idempotency-key': 'one' }
  expect((await api('POST', path, LIST, keyed)).body).toEqual(report)
  expect((await api('POST', path, LIST, keyed)).body).toEqual(report)
  expect((await api('POST', path, LIST, CSV)).body).toEqual({ ...report, stopped: 0, unchanged: 1 })
  const { body } = await api('GET', path)
  expect(body.trimEnd().split('\r\n').slice(1)).toEqual([
    `${NUMBER},stopped,2027-02-20T10:00:00.000Z,District calls`,
  ])
})

test('what is no list is refused, and so is another media type', async () => {
  expect((await api('POST', path, 'a,b\n1,2\n', CSV)).body.type).toContain('roster-unreadable')
  expect((await api('POST', path, new Uint8Array(2 * 1024 * 1024 + 1).fill(97), CSV)).body.type).toContain(
    'roster-too-large',
  )
  expect((await api('POST', path, {})).status).toBe(415)
})
