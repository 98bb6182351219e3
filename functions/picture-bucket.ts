import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import type { SchoolScope } from '../shared/access/actor.ts'
import type { PictureFiles } from '../shared/access/picture-files.ts'

// What every picture's key begins with: the functions' rights end there.
const PICTURE_PREFIX = 'pictures/'

/** Pictures in a private bucket, which keeps nothing of what is deleted. */
export function filesIn(Bucket: string): PictureFiles {
  const client = new S3Client({})
  const prefixOf = (school: SchoolScope) => `${PICTURE_PREFIX}${school}/`
  const at = (school: SchoolScope, name: string) => ({ Bucket, Key: prefixOf(school) + name })
  return {
    async put(school, name, Body) {
      await client.send(new PutObjectCommand({ ...at(school, name), Body, ContentType: 'image/jpeg' }))
    },
    async get(school, name) {
      try {
        const { Body } = await client.send(new GetObjectCommand(at(school, name)))
        return Body && new Uint8Array(await Body.transformToByteArray())
      } catch (fault) {
        if (fault instanceof NoSuchKey) return undefined
        throw fault
      }
    },
    async remove(school, name) {
      await client.send(new DeleteObjectCommand(at(school, name)))
    },
    async list(school) {
      const names: string[] = []
      let ContinuationToken: string | undefined
      do {
        const { Contents = [], NextContinuationToken } = await client.send(
          new ListObjectsV2Command({ Bucket, Prefix: prefixOf(school), ContinuationToken }),
        )
        names.push(...Contents.map(({ Key = '' }) => Key.slice(prefixOf(school).length)))
        ContinuationToken = NextContinuationToken
      } while (ContinuationToken)
      return names
    },
  }
}
