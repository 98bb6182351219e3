import { Logger } from '@aws-lambda-powertools/logger'
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware'
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics'
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware'
import middy from '@middy/core'
import type { Context, SQSEvent } from 'aws-lambda'
import { faultRecord } from '../shared/access/fault.ts'
import { useSourceMaps } from './source-maps.ts'
import { traced } from './tracing.ts'

/** One piece of a batch: by `id` the source knows which to give again. */
export type Piece<Record> = { id: string; record: Record }

/** What is logged of a piece: what became of it and, where it failed, a code. Nothing else ever. */
export type Worked = { outcome: string; failure?: string }

/** What the source of a batch is told: which pieces to give again, or to the dead letters in the end. */
export type BatchAnswer = { batchItemFailures: { itemIdentifier: string }[] }

/** What a queue gives: the text of each message. */
export function messagesOf({ Records }: SQSEvent): Piece<string>[] {
  return Records.map(({ messageId, body }) => ({ id: messageId, record: body }))
}

/**
 * A worker on batches: each piece by itself, so that a poisoned one never blocks those after it. Logged by outcome
 * and reference alone.
 */
export function workOn<Event, Record>(
  piecesOf: (event: Event) => Piece<Record>[],
  work: (record: Record, context: Context) => Promise<Worked>,
): (event: Event, context: Context) => Promise<BatchAnswer> {
  const logger = new Logger()
  const metrics = new Metrics()
  const one = async ({ id, record }: Piece<Record>, context: Context) => {
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

/** A worker of the clock. Nobody gives its work again, so that its failure is the function's, which rings the alarm. */
export function workOnTime(work: () => Promise<Worked>): (event: unknown, context: Context) => Promise<void> {
  const logger = new Logger()
  const metrics = new Metrics()
  return observed<unknown, void>(logger, metrics).handler(async () => {
    try {
      logger.info('worked', await work())
      count(metrics, 1, 0)
    } catch (fault) {
      count(metrics, 1, 1)
      // Lambda logs what is thrown: a reference, and not what the fault may tell of somebody.
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
