import * as z from 'zod'
import type { Route } from './route.ts'

/** The OpenAPI 3.1 document of the routes, their bodies described by the schemas that read them. */
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
      responses: {
        Problem: {
          description: 'Refused',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
    paths,
  }
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { pointer: { type: 'string' }, detail: { type: 'string' } } },
    },
  },
}

function operationOf(route: Route) {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  const inPath = names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
  const inQuery = (route.query ?? []).map((name) => ({ name, in: 'query', schema: { type: 'string' } }))
  const requestBody = requestBodyOf(route)
  return {
    operationId: operationId(route),
    summary: route.summary,
    parameters: [...inPath, ...inQuery],
    ...(requestBody && { requestBody }),
    responses: {
      [route.status]: { description: 'Done' },
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

function requestBodyOf(route: Route) {
  if (route.bytes) {
    return { required: true, content: Object.fromEntries(route.bytes.map((type) => [type, {}])) }
  }
  if (!route.body) return undefined
  const schema = z.toJSONSchema(route.body, { io: 'input', unrepresentable: 'any' })
  return { required: true, content: { 'application/json': { schema } } }
}

function operationId({ method, path }: Route): string {
  const words = path
    .split('/')
    .filter(Boolean)
    .map((part) => part.replace(/[{}]/g, '').replace(/\.\w+$/, ''))
  return [method, ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('')
}
