import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import type { Env, Hono } from 'hono'
import { handle } from 'hono/aws-lambda'
import { throughEdge } from './edge.ts'
import type { requestLog } from './request-log.ts'
import { useSourceMaps } from './source-maps.ts'
import { traced } from './tracing.ts'

/** A function behind the gateway: an event in, a response out. */
export type GatewayHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>

/**
 * Answers the gateway's requests with a Hono app, traced, and logged with id, status and time only: a URL may hold a
 * family's token, a body its private life. With an `originKey` only requests that came through CloudFront are answered.
 */
export function answerWith<E extends Env>(app: Hono<E>, originKey?: string): GatewayHandler {
  useSourceMaps()
  const answerAll = handle(app) as unknown as GatewayHandler // Hono has narrower types for the same events
  const answer: GatewayHandler = async (event, context) => {
    const asked = originKey === undefined ? event : throughEdge(event, originKey)
    return asked ? answerAll(asked, context) : { statusCode: 403 }
  }
  let loading: Promise<ReturnType<typeof requestLog>> | undefined
  const answerLogged: GatewayHandler = async (event, context) => {
    const began = performance.now()
    const answering = answer(event, context)
    // Loaded while the first request waits for the database.
    loading ??= import('./request-log.ts').then((log) => log.requestLog())
    const [response, logAnswer] = await Promise.all([answering, loading])
    const { requestId: gatewayRequest, routeKey: route } = event.requestContext
    const { statusCode: status = 200 } = response
    await logAnswer(
      { gatewayRequest, route, status, milliseconds: Math.round(performance.now() - began) },
      context,
    )
    return response
  }
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(traced())
    .handler(answerLogged)
}
