import { Logger } from '@aws-lambda-powertools/logger'
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware'
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics'
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware'
import middy from '@middy/core'
import type { Context, SQSEvent } from 'aws-lambda'
import { faultRecord } from '../shared/access/fault.ts'
import { useSourceMaps } from './source-maps.ts'
import { traced } from './tracing.ts'

/** One record of a batch, and the `id` by which its source retries it. */
export type BatchItem<Record> = { id: string; record: Record }

/** The log entry of an item: its outcome and, where it failed, a code; never anything else. */
export type Worked = { outcome: string; failure?: string }

/** A partial batch failure: the items that the source retries, and sends to the dead-letter queue in the end. */
export type BatchAnswer = { batchItemFailures: { itemIdentifier: string }[] }

/** The messages of a queue's event, by their text. */
export function messagesOf({ Records }: SQSEvent): BatchItem<string>[] {
  return Records.map(({ messageId, body }) => ({ id: messageId, record: body }))
}

/**
 * A worker on batches: handles each item by itself, so that a poisoned one never blocks the others. Logs only the
 * outcome and a reference.
 */
export function workOn<Event, Record>(
  piecesOf: (event: Event) => BatchItem<Record>[],
  work: (record: Record, context: Context) => Promise<Worked>,
): (event: Event, context: Context) => Promise<BatchAnswer> {
  const logger = new Logger()
  const metrics = new Metrics()
  const one = async ({ id, record }: BatchItem<Record>, context: Context) => {
    try {
      logger.info('worked', { id, ...(await work(record, context)) })
      return []
    } catch (fault) {
      logFault(logger, id, fault)
      return [{ itemIdentifier: id }]
    }
  }
  return observed<Event, BatchAnswer>(logger, metrics).handler(async (event, context) => {
    const pieces = piecesOf(event)
    const batchItemFailures = (await Promise.all(pieces.map((piece) => one(piece, context)))).flat()
    count(metrics, pieces.length, batchItemFailures.length)
    return { batchItemFailures }
  })
}

/** A scheduled worker. Nothing retries it, so its failure is the function's, which raises the alarm. */
export function workOnTime(work: () => Promise<Worked>): (event: unknown, context: Context) => Promise<void> {
  const logger = new Logger()
  const metrics = new Metrics()
  return observed<unknown, void>(logger, metrics).handler(async () => {
    try {
      logger.info('worked', await work())
      count(metrics, 1, 0)
    } catch (fault) {
      count(metrics, 1, 1)
      // Lambda logs what is thrown: a reference, and no message that may hold personal data.
      throw new Error(logFault(logger, 'clock', fault))
    }
  })
}

function observed<Event, Answer>(logger: Logger, metrics: Metrics) {
  useSourceMaps()
  return middy<Event, Answer>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use(logMetrics(metrics, { captureColdStartMetric: true }))
    .use(traced())
}

function count(metrics: Metrics, pieces: number, failed: number): void {
  metrics.addMetric('Pieces', MetricUnit.Count, pieces)
  metrics.addMetric('FailedPieces', MetricUnit.Count, failed)
}

function logFault(logger: Logger, id: string, fault: unknown): string {
  const { level: _, ...record } = faultRecord(fault instanceof Error ? fault : new Error())
  logger.error('failed', { id, ...record })
  return record.reference
}
