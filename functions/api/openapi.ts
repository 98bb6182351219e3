import * as z from 'zod'
import type { RefusalCode } from '../../shared/access/refusal.ts'
import { REFUSAL_STATUS } from '../../web/refusal-status.ts'
import { EXAMPLES } from './examples.ts'
import { PROBLEM_TYPE } from './problem.ts'
import type { ResultSchema, Route } from './route.ts'
import * as schemas from './schemas.ts'
import * as sessionSchemas from './session-schemas.ts'

/** The OpenAPI 3.1 document of the routes: bodies by the schemas that read them, answers by their result. */
export function openApi(routes: readonly Route[]) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Convite', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/api/v1' }],
    security: [{ bearer: [] }],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: problemSchema },
      parameters: { IdempotencyKey: idempotencyKey },
      headers: {
        RetryAfter: { description: 'Seconds until the same request may pass', schema: { type: 'integer' } },
        Authenticate: { description: 'The scheme to sign in by', schema: { const: 'Bearer' } },
      },
      responses: { Problem: { description: 'Refused, or a fault', content: PROBLEM } },
    },
    paths,
  }
}

const PROBLEM = { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } }

const problemSchema = {
  description: 'RFC 9457. What a code documents (`nearest`, `choices`, `ballot`, …) is beside these.',
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: {
      type: 'string',
      pattern: '^/api/v1/problems/[a-z-]+$',
      description: 'Ends in the code; a page that explains it',
    },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: {
          pointer: { type: 'string', pattern: '^($|/)', description: 'RFC 6901' },
          detail: { type: 'string' },
        },
        additionalProperties: false,
      },
    },
    retryAfter: { type: 'integer' },
    reference: { type: 'string', description: 'Under which a fault was logged' },
  },
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'The same key and body give the same answer for 24 hours.',
  schema: { type: 'string' },
}

function operationOf(route: Route) {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  const inPath = names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
  const inQuery = (route.query ?? []).map((name) => ({ name, in: 'query', schema: querySchema(name) }))
  const inHeader = route.method === 'post' ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []
  const requestBody = requestBodyOf(route)
  return {
    operationId: operationId(route),
    summary: route.summary,
    parameters: [...inPath, ...inQuery, ...inHeader],
    ...(requestBody && { requestBody }),
    responses: {
      ...resultsOf(route),
      ...problemsOf(route),
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

function querySchema(name: string) {
  return name === 'limit'
    ? { type: 'integer', minimum: 1, maximum: 100, default: 100 }
    : { type: 'string', ...(name === 'cursor' && { maxLength: 400 }) }
}

function exampleOf({ method, path }: Route, of: 'body' | 'result') {
  const example = EXAMPLES[`${method} ${path}`]?.[of]
  return example === undefined ? {} : { example }
}

function requestBodyOf(route: Route) {
  if (route.bytes) {
    const example = exampleOf(route, 'body')
    return { required: true, content: Object.fromEntries(route.bytes.map((type) => [type, example])) }
  }
  if (!route.body) return undefined
  const schema = z.toJSONSchema(route.body, { io: 'input', unrepresentable: 'any' })
  return { required: true, content: { 'application/json': { schema, ...exampleOf(route, 'body') } } }
}

const SCHEMAS = { ...schemas, ...sessionSchemas }
const jsonSchemaOf = (schemaOf: ResultSchema) => z.toJSONSchema(schemaOf(SCHEMAS), { unrepresentable: 'any' })

function resultsOf(route: Route) {
  const { status, result, alsoResults = {}, resultType } = route
  if (resultType)
    return {
      [status]: {
        description: 'Done',
        content: { [resultType]: { schema: fileSchema(resultType), ...exampleOf(route, 'result') } },
      },
    }
  const described = Object.entries({ ...alsoResults, ...(result && { [status]: result }) })
  if (described.length === 0) return { [status]: { description: 'Done' } }
  return Object.fromEntries(
    described.map(([one, schemaOf]) => [
      one,
      {
        description: one === '202' ? 'Goes on; ask for the job' : 'Done',
        content: {
          'application/json': {
            schema: jsonSchemaOf(schemaOf),
            ...(one === String(status) && exampleOf(route, 'result')),
          },
        },
      },
    ]),
  )
}

// OpenAPI 3.1, 4.8.14.4: bytes as they are have a media type and no JSON type.
function fileSchema(type: string) {
  return type.startsWith('text/') ? { type: 'string' } : { contentMediaType: type, description: 'Bytes' }
}

/** The problems of a call by their status, each with its codes. */
function problemsOf({ method, body, bytes, query, path, refuses = [] }: Route) {
  const codes: RefusalCode[] = ['sign-in-needed', 'wait-a-while', 'forbidden', ...refuses]
  if (path.includes('{')) codes.push('not-found')
  if (method !== 'get') codes.push('too-large', 'unsupported-media-type')
  if (method !== 'get' || body || bytes || query) codes.push('invalid-input')
  if (method === 'post') codes.push('idempotency-conflict', 'idempotency-in-progress')
  const statuses = new Set(codes.map((code) => REFUSAL_STATUS[code]))
  return Object.fromEntries(
    [...statuses].map((status) => {
      const own = new Set(codes.filter((code) => REFUSAL_STATUS[code] === status))
      return [status, problemOf(status, [...own])]
    }),
  )
}

function problemOf(status: number, codes: readonly RefusalCode[]) {
  const header = (name: string) => ({ $ref: `#/components/headers/${name}` })
  const waits = codes.some((code) => code === 'wait-a-while' || code === 'idempotency-in-progress')
  const headers = {
    ...(waits && { 'Retry-After': header('RetryAfter') }),
    ...(status === 401 && { 'WWW-Authenticate': header('Authenticate') }),
  }
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    ...(Object.keys(headers).length > 0 && { headers }),
    content: PROBLEM,
  }
}

function operationId({ method, path }: Route): string {
  const words = path
    .split('/')
    .filter(Boolean)
    .map((part) => part.replace(/[{}]/g, '').replace(/\.\w+$/, ''))
  return [method, ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('')
}
