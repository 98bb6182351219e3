import { Logger } from '@aws-lambda-powertools/logger'
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware'
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics'
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware'
import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import type { Env, Hono } from 'hono'
import { handle } from 'hono/aws-lambda'
import { traced } from './tracing.ts'

/** What the gateway calls: an event in, a response out. */
export type GatewayHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>

/**
 * Answers the gateway's requests with a Hono app: logged by id, status and time alone (an address may hold a
 * family's token, a body a family's life), counted and traced.
 */
export function answerWith<E extends Env>(app: Hono<E>): GatewayHandler {
  const logger = new Logger()
  const metrics = new Metrics()
  const answer = handle(app) as unknown as GatewayHandler // Hono has narrower types for the same events
  const answerMeasured: GatewayHandler = async (event, context) => {
    const began = performance.now()
    const response = await answer(event, context)
    const milliseconds = Math.round(performance.now() - began)
    const { requestId: gatewayRequest, routeKey: route } = event.requestContext
    const { statusCode: status = 200 } = response
    logger.info('answered', { gatewayRequest, route, status, milliseconds })
    metrics.addMetric('Answers', MetricUnit.Count, 1)
    metrics.addMetric('Faults', MetricUnit.Count, status >= 500 ? 1 : 0)
    return response
  }
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use(logMetrics(metrics, { captureColdStartMetric: true }))
    .use(traced())
    .handler(answerMeasured)
}
