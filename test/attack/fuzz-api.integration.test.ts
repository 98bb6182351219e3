import fc from 'fast-check'
import { beforeAll, expect, test, vi } from 'vitest'
import { bodyOf } from '../../functions/api/input.ts'
import { pageOf } from '../../functions/api/page.ts'
import { routes } from '../../functions/api/routes.ts'
import { apiOn } from '../support/api.ts'
import { freshTable } from '../support/engine.ts'
import { FUZZ_PATIENCE, fuzz, fuzzLater, HOSTILE, mutated, oddValue } from './fuzz.ts'
import { type ApiCall, callsOfTheDocument, valueIn, withOdd } from './schema.ts'
import { type World, worldOn } from './world.ts'

const options = { timeout: FUZZ_PATIENCE }
// The fuzz deletes things, too.
const CALLS_A_WORLD = 250

const calls = callsOfTheDocument()
const said = fc.constantFrom(
  ...HOSTILE,
  'America/New_York',
  'rosa@example.org',
  '+16175550123',
  'es',
  'Reading',
)

let api: ReturnType<typeof apiOn>
const faults: string[] = []
beforeAll(async () => {
  api = apiOn(await freshTable())
  vi.spyOn(console, 'error').mockImplementation((line) => void faults.push(String(line)))
})

test('the OpenAPI document has every call', () => {
  expect(calls.length).toBe(routes.length)
})

test('bodies are accepted or refused, whatever they contain', options, () => {
  const taken = routes.flatMap(({ body, path, method }) => {
    const schema = calls.find((call) => call.path === path && call.method === method.toUpperCase())?.schema
    return body && schema ? [{ body, arbitrary: bodiesOf(schema, said) }] : []
  })
  expect(taken.length).toBeGreaterThan(25)
  const inputs = fc.oneof(...taken.map(({ body, arbitrary }) => fc.tuple(fc.constant(body), arbitrary)))
  fuzz('The API’s schemas', 15_000, inputs, ([schema, bytes]) => bodyOf(bytes, schema))
})

test('pagination parameters are accepted or refused', options, () => {
  const query = fc.record(
    { limit: mutated(['1', '100']), cursor: mutated(['abcdefghjkmn']) },
    { requiredKeys: [] },
  )
  fuzz('Cursors and limits', 30_000, query, (asked) => {
    const { limit } = pageOf(asked)
    expect(limit >= 1 && limit <= 100).toBe(true)
  })
})

type Asked = {
  call: ApiCall
  names: [number, string][]
  query: [string, string][]
  body: unknown
  type: string
  key: string
}

const asked: fc.Arbitrary<Asked> = fc.oneof(
  ...calls.map((call) =>
    fc.record({
      call: fc.constant(call),
      names: fc.array(fc.tuple(fc.nat(40), said), { minLength: 3, maxLength: 3 }),
      query: fc.array(fc.tuple(fc.constantFrom(...call.query, 'limit', 'x', '__proto__'), said), {
        maxLength: 3,
      }),
      body: bodyArbitraryOf(call),
      type: fc.constantFrom('application/json', ...call.types, ...call.types),
      key: fc.oneof({ weight: 6, arbitrary: fc.constant('') }, { weight: 1, arbitrary: mutated(['key-1']) }),
    }),
  ),
)

function bodyArbitraryOf({ schema, types }: ApiCall): fc.Arbitrary<unknown> {
  if (schema) return valueOrOdd(schema, said)
  return types.length > 0
    ? mutated(['family_id,caregiver_name\nF1,Rosa', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR'])
    : oddValue
}

function valueOrOdd(
  schema: NonNullable<ApiCall['schema']>,
  text: fc.Arbitrary<string>,
): fc.Arbitrary<unknown> {
  const valid = valueIn(schema, text)
  const odd = fc.tuple(valid, fc.nat(20), oddValue).map(([value, place, one]) => withOdd(value, place, one))
  return fc.oneof({ weight: 2, arbitrary: valid }, { weight: 1, arbitrary: odd })
}

function bodiesOf(
  schema: NonNullable<ApiCall['schema']>,
  text: fc.Arbitrary<string>,
): fc.Arbitrary<Uint8Array> {
  const bytes = (value: unknown) =>
    new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
  return valueOrOdd(schema, text).map((value) => bytes(value ?? null))
}

/** Replaces most ids in a body by existing ones, so that the fuzz gets past the schema. */
function inWorld(value: unknown, world: World, turn: number): unknown {
  const of = (name: string, one: unknown) => {
    const ids =
      world[
        name === 'caregiver' || name === 'recordedBy' || name === 'assignee'
          ? 'member'
          : name.replace(/Family$/, 'family')
      ]
    return typeof one === 'string' && ids && turn % 4 ? ids[turn % ids.length] : inWorld(one, world, turn)
  }
  if (Array.isArray(value)) return value.map((one) => inWorld(one, world, turn))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      if (name === 'options' && Array.isArray(one) && turn % 2)
        return [name, one.map((inner) => of('option', inner))]
      if (name === 'answers' && turn % 2 && one && typeof one === 'object')
        return [
          name,
          Object.fromEntries(Object.entries(one).map(([, answer]) => [world.option?.[0] ?? '', answer])),
        ]
      return [name, of(name, one)]
    }),
  )
}

test('the API answers every request, and never with a fault', options, async () => {
  let world: World = {}
  let turn = 0
  const statuses = new Map<number, number>()
  await fuzzLater(
    'The API',
    1500,
    asked,
    async ({ call, names, query, body, type, key }) => {
      if (turn++ % CALLS_A_WORLD === 0) world = await worldOn(api)
      let place = 0
      const path = call.path.replace(/\{(\w+)\}/g, (_, name: string) => {
        const [which, word] = names[place++] ?? [0, '']
        const ids = world[name] ?? []
        // One in nine names nothing that exists.
        return ids.length > 0 && which % 9
          ? (ids[which % ids.length] ?? '')
          : encodeURIComponent(word.replace(/\p{Surrogate}/gu, '\ufffd'))
      })
      const search = new URLSearchParams(query)
      const sent = call.method === 'GET' ? undefined : inWorld(body, world, turn)
      const headers = { 'content-type': type, ...(/^[\x20-\x7e]+$/.test(key) && { 'idempotency-key': key }) }
      const reply = await api(call.method, `${path}?${search}`, sent, headers)
      statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1)
      if (reply.status >= 500 && !(reply.status === 502)) {
        throw new Error(
          `${call.method} ${path}?${search} ${JSON.stringify(sent)}: ${reply.status} ${faults.at(-1)}`,
        )
      }
      if (reply.status >= 400) expect(reply.type).toBe('application/problem+json')
    },
    1 / 50,
  )
  console.log(
    [...statuses]
      .sort()
      .map(([status, times]) => `${times} answers of ${status}`)
      .join(', '),
  )
})
