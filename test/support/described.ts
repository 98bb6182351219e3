import { Ajv2020 } from 'ajv/dist/2020.js'
import { openApi } from '../../functions/api/openapi.ts'
import { routes } from '../../functions/api/routes.ts'
import { textRoute } from '../../functions/api/texts.ts'

type Described = { $ref?: string; content?: Record<string, unknown>; headers?: Record<string, unknown> }
type Paths = Record<string, Record<string, { responses: Record<string, Described> }>>

const calls = [...routes, textRoute]
const document = JSON.parse(JSON.stringify(openApi(calls))) as { paths: Paths }
// Formats come with their pattern from the schemas; the rest of the document is no JSON Schema.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
ajv.addSchema(document, 'openapi.json')

const escaped = (name: string) => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))

/** Throws unless a response of the API is as its OpenAPI document describes it. */
export function mustBeDescribed(method: string, path: string, response: Response, text: string): void {
  const pathname = new URL(path, 'http://localhost').pathname
  const route = calls.find(
    (one) =>
      one.method === method.toLowerCase() &&
      new RegExp(`^${one.path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
  )
  if (!route) return
  const { responses } = document.paths[route.path]?.[route.method] ?? { responses: {} }
  const said = `${response.status} of ${method} ${route.path}`
  const status = String(response.status)
  const own = responses[status]
  if (!own && response.status < 400) throw new Error(`${said} is not described`)
  const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? ''
  if (own && !own.content) {
    if (text !== '') throw new Error(`${said} should be empty, and is ${text.slice(0, 200)}`)
    return
  }
  const pointer = own
    ? `/paths/${escaped(route.path)}/${route.method}/responses/${status}`
    : '/components/responses/Problem'
  const content = own?.content ?? { 'application/problem+json': {} }
  if (!(type in content)) throw new Error(`${said} is ${type}, not ${Object.keys(content).join(' or ')}`)
  for (const name of Object.keys(own?.headers ?? {})) {
    const isNeeded = name !== 'Retry-After' || response.status === 429
    if (isNeeded && !response.headers.has(name)) throw new Error(`${said} has no ${name}`)
  }
  const validate = ajv.getSchema(`openapi.json#${pointer}/content/${escaped(type)}/schema`)
  if (!validate) throw new Error(`${said} has no schema`)
  if (!validate(type.includes('json') ? JSON.parse(text) : text))
    throw new Error(`${said} is not as described: ${ajv.errorsText(validate.errors)}\n${text.slice(0, 500)}`)
}
