import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import { DateTime } from 'luxon'
import type { SchoolScope } from '../shared/access/actor.ts'
import type { Files } from '../shared/access/background-jobs.ts'
import { instantOf } from '../shared/time/instant.ts'

const MAX_FILE_BYTES = 100 * 1024 * 1024
const SIGNED_SECONDS = 60 * 60

/** Files in a private bucket, to which browsers upload them directly; the bucket deletes them by itself. */
export function filesIn(Bucket: string): Required<Files> {
  const client = new S3Client({})
  const at = (school: SchoolScope, id: string) => ({ Bucket, Key: `${school}/${id}` })
  return {
    async keep(school, id, Body) {
      await client.send(new PutObjectCommand({ ...at(school, id), Body }))
    },
    async read(school, id) {
      try {
        const { Body } = await client.send(new GetObjectCommand(at(school, id)))
        return await Body?.transformToByteArray()
      } catch (fault) {
        if (fault instanceof NoSuchKey) return undefined
        throw fault
      }
    },
    async drop(school, id) {
      await client.send(new DeleteObjectCommand(at(school, id)))
    },
    async sign(school, id, next) {
      const { url, fields } = await createPresignedPost(client, {
        ...at(school, id),
        Expires: SIGNED_SECONDS,
        Conditions: [['content-length-range', 1, MAX_FILE_BYTES]],
        ...(next && { Fields: { success_action_redirect: next } }),
      })
      return { url, fields, expiresAt: instantOf(DateTime.utc().plus({ seconds: SIGNED_SECONDS })) }
    },
  }
}
