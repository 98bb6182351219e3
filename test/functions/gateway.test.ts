import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

vi.hoisted(() => {
  process.env.POWERTOOLS_METRICS_NAMESPACE = 'Convite'
})
const { answerWith } = await import('../../functions/gateway.ts')

let said: string[]
beforeEach(() => {
  said = []
  const hear = (...parts: unknown[]) => {
    said.push(parts.map((part) => (part instanceof Error ? part.stack : String(part))).join(' '))
    return true
  }
  // Powertools write past the console, others through it.
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => hear(text))
  for (const name of ['log', 'warn', 'error'] as const) vi.spyOn(console, name).mockImplementation(hear)
})
afterEach(() => vi.restoreAllMocks())

const TOKEN = 'aB3dE5gH7jK9mN1pQ3sT5v'

function event(
  method: string,
  path: string,
  more: Partial<APIGatewayProxyEventV2> = {},
): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: '',
    headers: {},
    isBase64Encoded: false,
    requestContext: {
      accountId: '123456789012',
      apiId: 'convite',
      domainName: 'workshops.example.org',
      domainPrefix: 'workshops',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.7', userAgent: 'a phone' },
      requestId: 'request-1',
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
    ...more,
  }
}

const lambda = {
  functionName: 'web',
  awsRequestId: 'lambda-1',
  getRemainingTimeInMillis: () => 29_000,
} as Context
const app = new Hono()
app.get('/f/:token', (c) => c.redirect('/me', 303))
app.get('/fault', () => {
  throw new Error('Rosa has an allergy')
})
app.onError((_, c) => c.text('calm', 500))
app.post('/form', async (c) => c.text(String((await c.req.parseBody()).name)))
const answer = answerWith(app)

const metrics = () => said.filter((line) => line.includes('_aws')).map((line) => JSON.parse(line))

describe('The gateway', () => {
  test('hands a request on, and logs its id, route, status and time alone', async () => {
    const { statusCode, headers } = await answer(event('GET', `/f/${TOKEN}`), lambda)
    expect([statusCode, headers?.location]).toEqual([303, '/me'])
    const line = said.find((text) => text.includes('answered')) ?? ''
    expect(JSON.parse(line)).toMatchObject({
      message: 'answered',
      gatewayRequest: 'request-1',
      route: '$default',
      status: 303,
      milliseconds: expect.any(Number),
    })
    expect(said.join('\n')).not.toMatch(new RegExp(`${TOKEN}|192\\.0\\.2\\.7|a phone`))
  })

  test('counts answers, and those that are faults', async () => {
    await answer(event('GET', '/me'), lambda)
    await answer(event('GET', '/fault'), lambda)
    const counted = metrics().filter(({ Answers }) => Answers)
    expect(counted.map(({ Answers, Faults }) => [Answers, Faults])).toEqual([
      [1, 0],
      [1, 1],
    ])
    expect(said.join('\n')).not.toContain('allergy')
  })

  test('reads a form as the gateway sends it, in base64', async () => {
    const body = Buffer.from('name=Rosa').toString('base64')
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const { body: said } = await answer(
      event('POST', '/form', { headers, body, isBase64Encoded: true }),
      lambda,
    )
    expect(said).toBe('Rosa')
  })

  test.each([
    ['image/png', true],
    ['image/svg+xml', false],
    ['application/manifest+json; charset=utf-8', false],
  ])('gives the gateway a file of the type %s as it is', async (type, isBase64Encoded) => {
    const bytes = Buffer.from('\u0089PNG <svg/> {}', 'latin1')
    const files = new Hono()
    files.get('/file', (c) => c.body(isBase64Encoded ? bytes : '{}', 200, { 'content-type': type }))
    const response = await answerWith(files)(event('GET', '/file'), lambda)
    expect(response).toMatchObject({ headers: { 'content-type': type }, isBase64Encoded })
    expect(response.body).toBe(isBase64Encoded ? bytes.toString('base64') : '{}')
  })

  test('answers only requests through CloudFront, where it is in front', async () => {
    const originKey = 'k'.repeat(64)
    const behind = answerWith(app, originKey)
    const asked = (key: string) => event('GET', `/f/${TOKEN}`, { headers: { 'x-convite-origin-key': key } })
    expect((await behind(asked(originKey), lambda)).statusCode).toBe(303)
    expect((await behind(asked('another'), lambda)).statusCode).toBe(403)
    expect((await behind(event('GET', '/me'), lambda)).statusCode).toBe(403)
    expect(said.join('\n')).toContain('"status":403')
    expect(said.join('\n')).not.toContain(originKey)
  })

  test('refuses a malformed request, and does not log its address', async () => {
    const { statusCode } = await answer(event('GET', `/f/${TOKEN}`, { body: 'Rosa' }), lambda)
    expect(statusCode).toBe(400)
    expect(said.join('\n')).not.toMatch(new RegExp(`${TOKEN}|Rosa`))
  })
})
