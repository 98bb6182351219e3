import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { describe, expect, test } from 'vitest'
import { throughEdge } from '../../functions/edge.ts'

const originKey = 'k'.repeat(64)
const CLOUDFRONT = '130.176.0.1'

const event = (headers: Record<string, string>) =>
  ({ headers, requestContext: { http: { sourceIp: CLOUDFRONT } } }) as unknown as APIGatewayProxyEventV2
const from = (visitor: string) =>
  throughEdge(event({ 'x-convite-origin-key': originKey, 'cloudfront-viewer-address': visitor }), originKey)
    ?.requestContext.http.sourceIp

describe('A request behind CloudFront', () => {
  test.each([
    ['198.51.100.10:46532', '198.51.100.10'],
    ['2001:db8::8a2e:370:46532', '2001:db8::8a2e:370'],
    ['[2001:db8::1]:46532', '2001:db8::1'],
  ])('comes from its visitor: %s', (visitor, address) => {
    expect(from(visitor)).toBe(address)
  })

  test.each(['', 'somewhere', 'localhost:80'])(
    'comes from CloudFront where it names no address: %s',
    (visitor) => {
      expect(from(visitor)).toBe(CLOUDFRONT)
    },
  )

  test('is unknown without the key, or with a wrong one', () => {
    expect(throughEdge(event({}), originKey)).toBeUndefined()
    expect(throughEdge(event({ 'x-convite-origin-key': 'x'.repeat(64) }), originKey)).toBeUndefined()
    expect(throughEdge(event({ 'cloudfront-viewer-address': '198.51.100.10:1' }), originKey)).toBeUndefined()
  })

  test('hands the key to nobody', () => {
    const through = throughEdge(event({ 'x-convite-origin-key': originKey, accept: 'text/html' }), originKey)
    expect(through?.headers).toEqual({ accept: 'text/html' })
  })
})
