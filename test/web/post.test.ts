import { Hono } from 'hono'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { refuse } from '../../shared/access/refusal.ts'
import { onPost } from '../../web/post.ts'
import type { WebEnv } from '../../web/visit.ts'

const app = new Hono<WebEnv>()
onPost(app, '/cakes/:table', {
  schema: z.strictObject({ name: z.string().min(1) }),
  run: async ({ params }, { name }) => {
    if (name === 'burnt') refuse('conflict')
    if (name === 'none') refuse('not-found')
    return `${params.table}-${name}`
  },
  done: (_, cake) => `/eaten/${cake}`,
  again: ({ c }, { typed, trouble }) => c.json({ typed, code: trouble?.code, errors: trouble?.errors }),
})
app.onError((fault, c) => c.text(fault.message, 404))

const bring = (fields: Record<string, string>) =>
  app.request('/cakes/7', { method: 'POST', body: new URLSearchParams(fields) })

test('an accepted form redirects to its result', async () => {
  const answer = await bring({ name: 'lemon' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/eaten/7-lemon'])
})

test('a form with an error is shown again with 422, the error and the typed values', async () => {
  const answer = await bring({ name: '', color: 'blue' })
  expect([answer.status, await answer.json()]).toEqual([
    422,
    {
      typed: { name: [''], color: ['blue'] },
      code: 'invalid-input',
      errors: [
        { pointer: '/name', detail: 'required' },
        { pointer: '/color', detail: 'unknown-field' },
      ],
    },
  ])
})

test('a form that the operation refuses is shown again too, unless no change of it can help', async () => {
  expect((await bring({ name: 'burnt' })).status).toBe(422)
  const answer = await bring({ name: 'none' })
  expect([answer.status, await answer.text()]).toEqual([404, 'not-found'])
})
