import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { countedWith, isNews, keepUp } from '../../shared/tally/tally.operations.ts'
import { wireWorker } from '../wire.ts'
import { type Piece, workOn } from '../worker.ts'

const { services } = wireWorker(process.env)

type Place = { pk: string; sk: string }

/** Hears what changed in the table, and counts what follows from it, a partition at a time. */
export const handler = workOn<DynamoDBStreamEvent, Place[]>(
  ({ Records }) => {
    const pieces = new Map<string, Piece<Place[]>>()
    for (const record of Records) {
      const place = placeIn(record)
      const partition = place && countedWith(place)
      if (!partition) continue
      // By the first of its records a partition is given again, and then all that follow.
      const piece = pieces.get(partition) ?? { id: record.dynamodb?.SequenceNumber ?? '', record: [] }
      piece.record.push(place)
      pieces.set(partition, piece)
    }
    return [...pieces.values()]
  },
  async (places) => {
    await keepUp(services, places)
    return { outcome: 'counted' }
  },
)

function placeIn({ eventName, dynamodb }: DynamoDBRecord): Place | undefined {
  const { pk, sk } = dynamodb?.Keys ?? {}
  const place = { pk: pk?.S ?? '', sk: sk?.S ?? '' }
  return eventName === 'REMOVE' || isNews(dynamodb?.NewImage ?? {}, place) ? place : undefined
}
