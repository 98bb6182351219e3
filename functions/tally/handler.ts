import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { sweepPictures, unnamedBy } from '../../shared/household/picture-sweep.operations.ts'
import { countedPartition, isNews, updateCounts } from '../../shared/tally/tally.operations.ts'
import { picturesIn } from '../pictures.ts'
import { wireWorker } from '../wire.ts'
import { type BatchItem, workOn } from '../worker.ts'

const { services, pictures } = wireWorker(process.env)
const files = picturesIn(pictures)

type Place = { pk: string; sk: string }

/**
 * Reads the changes of the table from its stream, and brings counts up to date, a partition at a time; where the last item
 * that names a picture's file may be gone, removes the file.
 */
export const handler = workOn<DynamoDBStreamEvent, Place[]>(
  ({ Records }) => {
    const pieces = new Map<string, BatchItem<Place[]>>()
    for (const record of Records) {
      const place = placeIn(record)
      const partition = place && (countedPartition(place) ?? unnamedBy(place, record.eventName))
      if (!partition) continue
      // A partition that fails is retried from the first of its records.
      const piece = pieces.get(partition) ?? { id: record.dynamodb?.SequenceNumber ?? '', record: [] }
      piece.record.push(place)
      pieces.set(partition, piece)
    }
    return [...pieces.values()]
  },
  async (places) => {
    const school = places[0] && unnamedBy(places[0])
    if (!school) {
      await updateCounts(services, places)
      return { outcome: 'counted' }
    }
    const swept = await sweepPictures(services, files, school)
    return { outcome: swept > 0 ? 'swept' : 'nothing' }
  },
)

function placeIn({ eventName, dynamodb }: DynamoDBRecord): Place | undefined {
  const { pk, sk } = dynamodb?.Keys ?? {}
  const place = { pk: pk?.S ?? '', sk: sk?.S ?? '' }
  return isNews(dynamodb?.NewImage ?? {}, place, eventName) ? place : undefined
}
