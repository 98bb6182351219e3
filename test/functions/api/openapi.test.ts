import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { EXAMPLES } from '../../../functions/api/examples.ts'
import { openApi } from '../../../functions/api/openapi.ts'
import { routes } from '../../../functions/api/routes.ts'
import { textRoute } from '../../../functions/api/texts.ts'

type Media = { schema?: object; example?: unknown }
type Content = Record<string, Media>
type Operation = { requestBody?: { content: Content }; responses: Record<string, { content?: Content }> }

const calls = [...routes, textRoute]
const document = JSON.parse(JSON.stringify(openApi(calls))) as {
  paths: Record<string, Record<string, Operation>>
}
const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`
// Formats come with their pattern from the schemas.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })

/** Calls of what families give, ask and answer by text, and of files for other tools. */
const SHOWN = /\/(signups|questions|stop-list|hooks\/texts)\b/
const shown = calls.filter(({ path }) => SHOWN.test(path))

/** What a call takes and what it answers when it is done. */
function contentsOf({ method, path, status }: (typeof calls)[number]): Media[] {
  const operation = document.paths[path]?.[method]
  const contents = [operation?.requestBody?.content, operation?.responses[status]?.content]
  return contents.flatMap((content) => Object.values(content ?? {}))
}

test.each(shown.map((call) => [nameOf(call), call] as const))(
  '%s shows an example of all it takes and answers',
  (_, call) => {
    for (const { schema, example } of contentsOf(call)) {
      expect(example).toBeDefined()
      if (schema) expect(ajv.validate(schema, example), ajv.errorsText()).toBe(true)
    }
  },
)

test('an example fits its schema to the last field, and so no unknown one passes', () => {
  const put = shown.find(
    ({ path, method }) => method === 'put' && path.endsWith('/signups/{signup}/families/{family}'),
  )
  const [taken] = put ? contentsOf(put) : []
  expect(ajv.validate(taken?.schema ?? {}, { ...(taken?.example as object), seats: 1 })).toBe(false)
})

test('each example belongs to a call, and is shown there', () => {
  const known = new Map(calls.map((call) => [nameOf(call), call]))
  for (const [name, { body, result }] of Object.entries(EXAMPLES)) {
    const call = known.get(name)
    const examples = call ? contentsOf(call).map(({ example }) => example) : []
    expect([name, examples]).toEqual([name, [body, result].filter((one) => one !== undefined)])
  }
  expect(shown.length).toBeGreaterThanOrEqual(12)
})

test('a file is described by its media type: text as a string, other bytes as bytes', () => {
  const files = calls.flatMap((call) =>
    call.resultType ? [[call.resultType, contentsOf(call).at(-1)?.schema]] : [],
  )
  expect(Object.fromEntries(files)).toEqual({
    'application/zip': { contentMediaType: 'application/zip', description: 'Bytes' },
    'text/calendar': { type: 'string' },
    'text/csv': { type: 'string' },
  })
})
