import { Logger } from '@aws-lambda-powertools/logger'
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware'
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics'
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware'
import middy from '@middy/core'
import type { Context } from 'aws-lambda'

/** What is logged of an answer: the gateway's id and route of its request, its status, how long it took. */
export type LoggedAnswer = { gatewayRequest: string; route: string; status: number; milliseconds: number }

/** Logs answers: a line each, and the counts of answers and of faults. */
export function requestLog(): (answer: LoggedAnswer, context: Context) => Promise<void> {
  const logger = new Logger()
  const metrics = new Metrics()
  return middy<LoggedAnswer, void>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use(logMetrics(metrics, { captureColdStartMetric: true }))
    .handler(async (answer) => {
      logger.info('answered', answer)
      metrics.addMetric('Answers', MetricUnit.Count, 1)
      metrics.addMetric('Faults', MetricUnit.Count, answer.status >= 500 ? 1 : 0)
    })
}
