import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { sameText } from '../shared/access/secret.ts'

// What CloudFront adds to each request: infra/aws/edge.ts.
const ORIGIN_KEY_HEADER = 'x-convite-origin-key'
const VISITOR_HEADER = 'cloudfront-viewer-address'

/**
 * The event of a request that came through CloudFront, with the visitor's network address in place of CloudFront's, and
 * without the key. Undefined where the key is missing or wrong: somebody went around CloudFront and its firewall.
 */
export function throughEdge(
  event: APIGatewayProxyEventV2,
  originKey: string,
): APIGatewayProxyEventV2 | undefined {
  const { [ORIGIN_KEY_HEADER]: key = '', ...headers } = event.headers
  if (!sameText(key, originKey)) return undefined
  const { requestContext } = event
  const sourceIp = addressOf(headers[VISITOR_HEADER]) ?? requestContext.http.sourceIp
  return {
    ...event,
    headers,
    requestContext: { ...requestContext, http: { ...requestContext.http, sourceIp } },
  }
}

// `198.51.100.10:46532`, or an IPv6 address and a port in the same way, with or without brackets.
function addressOf(visitor: string | undefined): string | undefined {
  return /^\[?([\d.]+|[\da-f:.]+)\]?:\d+$/i.exec(visitor ?? '')?.[1]
}
