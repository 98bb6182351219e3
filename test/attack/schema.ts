import fc from 'fast-check'
import { openApi } from '../../functions/api/openapi.ts'
import { routes } from '../../functions/api/routes.ts'

/** The part of JSON Schema that the API's OpenAPI document uses. */
export type Schema = {
  type?: string
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | false
  propertyNames?: Schema
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  pattern?: string
  format?: string
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
}

type Parameter = { name: string; in: 'path' | 'query' }
type Described = { parameters: Parameter[]; requestBody?: { content: Record<string, { schema?: Schema }> } }

/** A call of the API as its OpenAPI document describes it. */
export type ApiCall = {
  method: string
  path: string
  query: string[]
  schema?: Schema | undefined
  /** The media types of a body that is not JSON. */
  types: string[]
}

/** Every call of the OpenAPI document. */
export function callsOfTheDocument(): ApiCall[] {
  const { paths } = JSON.parse(JSON.stringify(openApi(routes))) as {
    paths: Record<string, Record<string, Described>>
  }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      query: parameters.filter((one) => one.in === 'query').map(({ name }) => name),
      schema: requestBody?.content['application/json']?.schema,
      types: Object.keys(requestBody?.content ?? {}).filter((type) => type !== 'application/json'),
    })),
  )
}

const INSTANTS = [
  '2027-03-09T23:00:00Z',
  '2027-03-05T00:00:00.000Z',
  '2027-03-14T02:30:00-05:00',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
]
const DATES = ['2027-03-09', '2027-03-14', '2028-02-29', '0000-01-01', '9999-12-31']
const WALL_TIMES = [
  '2027-03-09T18:00',
  '2027-03-10T09:00',
  '2027-03-14T02:30',
  '2027-11-07T01:30',
  '9999-12-31T23:59',
]

/** Values that are valid by a schema's document; free text is `text`. */
export function valueIn(schema: Schema, text: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const either = schema.anyOf ?? schema.oneOf
  if (either) return fc.oneof(...either.map((one) => valueIn(one, text)))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  switch (schema.type) {
    case 'string':
      return textOf(schema, text)
    case 'integer':
    case 'number':
      return numberOf(schema)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(valueIn(schema.items ?? {}, text), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, Math.max(schema.minItems ?? 0, 3)),
      })
    case 'object':
      return objectOf(schema, text)
    default:
      return text
  }
}

function numberOf({ minimum = -5, maximum = 100 }: Schema): fc.Arbitrary<number> {
  const least = Math.max(minimum, -1e15)
  const most = Math.min(maximum, 1e15)
  return fc.oneof(
    fc.integer({ min: Math.max(least, -100), max: Math.min(most, 1000) }),
    fc.constantFrom(least, most),
  )
}

function textOf({ pattern, format, minLength = 0, maxLength = 400 }: Schema, text: fc.Arbitrary<string>) {
  if (format === 'date-time') return fc.constantFrom(...INSTANTS)
  if (format === 'date') return fc.constantFrom(...DATES)
  if (format === 'uuid') return fc.uuid()
  if (pattern?.includes('T\\d{2}')) return fc.constantFrom(...WALL_TIMES)
  if (pattern)
    return fc.stringMatching(new RegExp(pattern)).map((one) => one.slice(0, Math.max(maxLength, minLength)))
  return text.map((one) => one.slice(0, maxLength).padEnd(minLength, 'x'))
}

function objectOf(
  { properties = {}, required = [], additionalProperties, propertyNames }: Schema,
  text: fc.Arbitrary<string>,
) {
  const known = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, valueIn(inner, text)])),
    { requiredKeys: required },
  )
  if (!additionalProperties) return known
  const names = propertyNames ? valueIn(propertyNames, text).map(String) : text
  return fc.dictionary(names, valueIn(additionalProperties, text), { minKeys: 1, maxKeys: 3 })
}

/** The value with one of its nested values replaced; `place` 0 is the whole. */
export function withOdd(value: unknown, place: number, odd: unknown): unknown {
  let left = place
  const walk = (one: unknown): unknown => {
    if (left-- === 0) return odd
    if (Array.isArray(one)) return one.map(walk)
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, walk(inner)]))
  }
  return walk(value)
}

/** One value of a schema with every optional field, and the text wherever text is free. */
export function filled(schema: Schema, text: string): unknown {
  const either = schema.anyOf ?? schema.oneOf
  if (either)
    return filled(either.find(({ type }) => type === 'object' || type === 'string') ?? either[0] ?? {}, text)
  if (schema.enum) return schema.enum[0]
  if ('const' in schema) return schema.const
  switch (schema.type) {
    case 'string':
      return filledText(schema, text)
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, Math.min(schema.maximum ?? 2, 2))
    case 'boolean':
      return true
    case 'null':
      return null
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => filled(schema.items ?? {}, text))
    case 'object':
      return filledObject(schema, text)
    default:
      return text
  }
}

function filledObject(
  { properties = {}, additionalProperties, propertyNames }: Schema,
  text: string,
): unknown {
  const known = Object.entries(properties).map(([name, inner]) => [name, filled(inner, text)])
  const open = additionalProperties
    ? [[String(filled(propertyNames ?? {}, text)), filled(additionalProperties, text)]]
    : []
  return Object.fromEntries([...known, ...open])
}

function filledText({ pattern, format, maxLength = 400 }: Schema, text: string): string {
  if (format === 'date-time') return '2027-03-23T22:00:00Z'
  if (format === 'date') return '2027-03-23'
  if (pattern?.includes('T\\d{2}')) return '2027-03-23T18:00'
  if (pattern?.includes('[0-5]\\d')) return '15:00'
  if (pattern?.startsWith('^[a-z]{2,3}')) return 'es'
  if (pattern?.startsWith('^[A-Z]{2}')) return 'US'
  if (pattern?.includes('0[1-9]')) return '09-01'
  if (pattern?.includes(':.{1,80}')) return `language:${text.replace(/[\r\n]/g, '')}`.slice(0, 80)
  return text.slice(0, maxLength)
}
