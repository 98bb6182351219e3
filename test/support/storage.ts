import type { IncomingMessage } from 'node:http'
import type { Right } from './amazon.ts'

/** The contents of buckets, by the ARN of the object. */
export type Storage = Map<string, Uint8Array>

/** A call of S3. */
export type AskedOfStorage = {
  method: string
  bucket: string
  key: string
  /** What the listed keys begin with, where a list is asked for. */
  prefix?: string
  body: Uint8Array
  type: string
}

/** A path-style call of S3; undefined for another service. */
export function askedOfStorage(
  { method = '', url = '', headers }: IncomingMessage,
  body: Uint8Array,
): AskedOfStorage | undefined {
  if (headers['x-amz-target'] || url.startsWith('/v2/')) return undefined
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  const [bucket = '', ...key] = pathname.slice(1).split('/')
  const prefix = searchParams.has('list-type') ? (searchParams.get('prefix') ?? '') : undefined
  const asked = { method, bucket, key: key.join('/'), body, type: headers['content-type'] ?? '' }
  return { ...asked, ...(prefix !== undefined && { prefix }) }
}

const arnOf = (bucket: string, key: string) => `arn:aws:s3:::${bucket}/${key}`

/** The permissions that a call needs; a 404 needs the permission to list. */
export function rightsForStorage({ method, bucket, key, prefix }: AskedOfStorage, storage: Storage): Right[] {
  const list = { action: 's3:ListBucket', resource: `arn:aws:s3:::${bucket}` }
  if (prefix !== undefined) return [list]
  const actions: Record<string, string> = {
    GET: 's3:GetObject',
    PUT: 's3:PutObject',
    DELETE: 's3:DeleteObject',
  }
  // A form's key is among its fields; its signer must be allowed to put that object.
  if (method === 'POST') return [{ action: 's3:PutObject', resource: arnOf(bucket, 'signed') }]
  const right = { action: actions[method] ?? method, resource: arnOf(bucket, key) }
  const isMissing = method === 'GET' && !storage.has(right.resource)
  return isMissing ? [right, list] : [right]
}

type Answer = { status: number; text: string; content?: Uint8Array; headers?: Record<string, string> }

/** Responds as S3 does. */
export async function answerOfStorage(asked: AskedOfStorage, storage: Storage): Promise<Answer> {
  const { method, bucket, key, prefix, body } = asked
  const arn = arnOf(bucket, key)
  if (method === 'POST') return answerForm(asked, storage)
  if (prefix !== undefined) return listing(storage, arnOf(bucket, ''), prefix)
  if (method === 'PUT') storage.set(arn, body)
  if (method === 'DELETE') storage.delete(arn)
  if (method !== 'GET') return { status: method === 'DELETE' ? 204 : 200, text: '' }
  const content = storage.get(arn)
  return content ? { status: 200, text: '', content } : refusal(404, 'NoSuchKey')
}

function listing(storage: Storage, bucket: string, prefix: string): Answer {
  const keys = [...storage.keys()].filter((arn) => arn.startsWith(bucket + prefix))
  const contents = keys.map((arn) => `<Contents><Key>${arn.slice(bucket.length)}</Key></Contents>`)
  const text = `<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`
  return { status: 200, text, headers: { 'content-type': 'application/xml' } }
}

const refusal = (status: number, code: string): Answer => ({
  status,
  text: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
  headers: { 'content-type': 'application/xml' },
})

// The policy was signed: only what it allows may be uploaded.
async function answerForm({ bucket, body, type }: AskedOfStorage, storage: Storage): Promise<Answer> {
  const form = await new Response(Buffer.from(body), { headers: { 'content-type': type } }).formData()
  const given = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'))
  const file = form.get('file')
  if (!(file instanceof File) || !given.Policy || !given['X-Amz-Signature'])
    return refusal(403, 'AccessDenied')
  const policy = JSON.parse(Buffer.from(String(given.Policy), 'base64').toString())
  const named = { ...given, bucket } as Record<string, string>
  const holds = (condition: Record<string, string> | [string, number, number]) =>
    Array.isArray(condition)
      ? file.size >= condition[1] && file.size <= condition[2]
      : Object.entries(condition).every(([name, value]) => named[name] === value)
  const isIn = Date.parse(policy.expiration) > Date.now()
  if (!isIn || !policy.conditions.every(holds)) return refusal(403, 'AccessDenied')
  storage.set(arnOf(bucket, String(given.key)), new Uint8Array(await file.arrayBuffer()))
  const next = given.success_action_redirect
  if (!next) return { status: 204, text: '' }
  return { status: 303, text: '', headers: { location: `${next}?bucket=${bucket}&key=${given.key}&etag=1` } }
}
