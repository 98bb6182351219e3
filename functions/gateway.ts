import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import type { Env, Hono } from 'hono'
import { handle } from 'hono/aws-lambda'
import type { requestLog } from './request-log.ts'
import { useSourceMaps } from './source-maps.ts'
import { traced } from './tracing.ts'

/** What the gateway calls: an event in, a response out. */
export type GatewayHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>

/**
 * Answers the gateway's requests with a Hono app: noted by id, status and time alone (an address may hold a
 * family's token, a body a family's life), and traced.
 */
export function answerWith<E extends Env>(app: Hono<E>): GatewayHandler {
  useSourceMaps()
  const answer = handle(app) as unknown as GatewayHandler // Hono has narrower types for the same events
  let loading: Promise<ReturnType<typeof requestLog>> | undefined
  const answerNoted: GatewayHandler = async (event, context) => {
    const began = performance.now()
    const answering = answer(event, context)
    // Read while the first request waits for the database.
    loading ??= import('./request-log.ts').then((answers) => answers.requestLog())
    const [response, note] = await Promise.all([answering, loading])
    const { requestId: gatewayRequest, routeKey: route } = event.requestContext
    const { statusCode: status = 200 } = response
    await note(
      { gatewayRequest, route, status, milliseconds: Math.round(performance.now() - began) },
      context,
    )
    return response
  }
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>().use(traced()).handler(answerNoted)
}
