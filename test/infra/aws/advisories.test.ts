import { describe, expect, test } from 'vitest'
import { findingsOf } from '../../../infra/aws/advisories.ts'
import type { Shipped } from '../../../infra/aws/shipped.ts'

const shipped: Shipped[] = [
  {
    folder: 'node_modules/hono',
    name: 'hono',
    version: '4.0.0',
    licence: 'MIT',
    server: true,
    functions: true,
  },
]

const weakness = (name: string, severity: string) => ({
  name,
  severity,
  isDirect: true,
  via: [{ title: 'a weakness' }],
  effects: [],
  range: '<4.0.1',
  nodes: [`node_modules/${name}`],
  fixAvailable: name === 'hono',
})

const answer = (...found: ReturnType<typeof weakness>[]) => ({
  auditReportVersion: 2,
  vulnerabilities: Object.fromEntries(found.map((one) => [one.name, one])),
  metadata: {},
})

describe('A known weakness', () => {
  test.each([
    ['hono', 'critical', true],
    ['hono', 'high', true],
    ['hono', 'moderate', false],
    ['vitest', 'critical', false],
  ])('of %s that is %s stops a release: %s', (name, severity, stops) => {
    expect(findingsOf(answer(weakness(name, severity)), shipped)?.stops).toBe(stops)
  })

  test('is reported with its package and whether there is a fix, the worst first', () => {
    expect(findingsOf(answer(weakness('hono', 'low'), weakness('vitest', 'high')), shipped)?.lines).toEqual([
      'high: vitest <4.0.1, which only builds or tests; no fix yet',
      'low: hono <4.0.1, which ships; a fix is available',
    ])
  })
})

test('A registry without advisories is distinguished from one that does not answer', () => {
  expect(findingsOf(answer(), shipped)).toEqual({ lines: [], stops: false })
  expect(findingsOf(undefined, shipped)).toBeUndefined()
  expect(
    findingsOf({ message: '405 Method Not Allowed', statusCode: 405, error: {} }, shipped),
  ).toBeUndefined()
})
