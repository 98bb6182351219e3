// The lower bound, without our code: Hono, the SDK, the database calls recorded from the product (`BARE_CALLS`), and
// its HTML as a string (`BARE_PAGE`).
import { readFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb'
import { serve } from '@hono/node-server'
import { type Context, Hono } from 'hono'

/** A recorded call with unmarshalled values; `{family}` replaces the id of the family. */
export type BareCall = { target: string; asked: object }

/** The rounds of calls of a page and of a vote. */
export type BareCalls = { view: BareCall[][]; vote: BareCall[][] }

const { DYNAMODB_ENDPOINT: endpoint = '', BARE_CALLS = '', BARE_PAGE = '' } = process.env
const calls: BareCalls = JSON.parse(readFileSync(BARE_CALLS, 'utf8'))
const page = readFileSync(BARE_PAGE, 'utf8')
const client = DynamoDBDocumentClient.from(
  new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  }),
)

async function ask(rounds: BareCall[][], family: string): Promise<void> {
  for (const round of rounds) {
    await Promise.all(round.map(({ target, asked }) => send(target, filled(asked, family) as never)))
  }
}

// The recorded input came from the same client, so it fits its command.
function send(target: string, asked: never): Promise<unknown> {
  switch (target.split('.')[1]) {
    case 'GetItem':
      return client.send(new GetCommand(asked))
    case 'BatchGetItem':
      return client.send(new BatchGetCommand(asked))
    case 'Query':
      return client.send(new QueryCommand(asked))
    case 'PutItem':
      return client.send(new PutCommand(asked))
    default:
      throw new Error(`the bare program knows no ${target}`)
  }
}

function filled(value: unknown, family: string): unknown {
  if (typeof value === 'string') return value.replaceAll('{family}', family)
  if (Array.isArray(value)) return value.map((one) => filled(one, family))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, family)]))
}

// Compressed like the product's page, so that the same bytes are sent.
const BROTLI = {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 4,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_LGWIN]: 16,
  },
}

function answer(c: Context): Response {
  if (!c.req.header('accept-encoding')?.includes('br')) return c.html(page) as Response
  const headers = { 'content-type': 'text/html; charset=UTF-8', 'content-encoding': 'br' }
  return c.body(brotliCompressSync(page, BROTLI), 200, headers)
}

const app = new Hono()
app.get('/:family', async (c) => {
  await ask(calls.view, c.req.param('family'))
  return answer(c)
})
app.post('/:family', async (c) => {
  await c.req.parseBody()
  await ask(calls.vote, c.req.param('family'))
  return c.redirect('/done', 303)
})
serve({ fetch: app.fetch, port: 0 }, ({ port }) => console.log(`ready at http://localhost:${port}`))
