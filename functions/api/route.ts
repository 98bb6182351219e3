import type * as z from 'zod'
import type { BackgroundJobs } from '../../shared/access/background-jobs.ts'
import type { Context, TranslateText } from '../../shared/access/context.ts'
import type { PictureFiles } from '../../shared/access/picture-files.ts'
import type { RefusalCode } from '../../shared/access/refusal.ts'

type Names<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never

/** What a route's handler is given: the path's names, the query, the body as its schema made it, its media type. */
export type RouteCall<Path extends string, Body> = {
  params: Record<Names<Path>, string>
  query: Record<string, string>
  body: Body
  bytes: Uint8Array
  mediaType: string
  /** Scheme and host under which the caller reached us, for links in answers. */
  origin: string
  /** Where work continues that takes longer than a request. */
  jobs: BackgroundJobs
  /** Machine translation, where it is switched on. */
  translate?: TranslateText
  /** Storage for pictures. */
  pictures: PictureFiles
  /** The most bytes of an answer, where there is a limit. */
  largestAnswer?: number
}

/** What a handler answers besides 200 (POST: 201) with JSON. */
export type RouteAnswer = { status: number; body: unknown; contentType?: string }

/** The schema of a response; schemas are loaded with the OpenAPI document only. */
export type ResultSchema = (schemas: ResultSchemas) => z.ZodType
type ResultSchemas = typeof import('./schemas.ts') & typeof import('./session-schemas.ts')

/** One call of the API: what it is called, what it takes, what it does. Served and described from the same value. */
export type Route = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  path: string
  summary: string
  status: number
  body?: z.ZodType
  /** The same for one stored thing: what it holds already passes, also where a check of today would refuse it. */
  bodyOver?: (context: Context, params: Record<string, string>) => Promise<z.ZodType>
  /** Media types of a body that is not JSON. */
  bytes?: readonly string[]
  query?: readonly string[]
  /** What the answer holds; none where it is empty (204) or of another media type. */
  result?: ResultSchema
  /** What it holds with other statuses than its usual one. */
  alsoResults?: Readonly<Record<number, ResultSchema>>
  /** The media type of an answer that is not JSON. */
  resultType?: string
  /** Its operation commits step by step, and each step can be repeated. */
  severalCommits?: boolean
  /** The codes with which its operation refuses, beside those of every call. */
  refuses?: readonly RefusalCode[]
  answer: (context: Context, asked: RouteCall<string, unknown>) => Promise<unknown>
}

type Described<Path extends string, Schema extends z.ZodType> = Omit<
  Route,
  'path' | 'body' | 'bodyOver' | 'answer' | 'status'
> & {
  path: Path
  status?: number
  body?: Schema
  bodyOver?: (context: Context, params: Record<Names<Path>, string>) => Promise<z.ZodType<z.output<Schema>>>
  answer: (context: Context, asked: RouteCall<Path, z.output<Schema>>) => Promise<unknown>
}

/** A route with its path's names and its body typed; 201 for a POST and 200 otherwise, unless it says so. */
export function route<Path extends string, Schema extends z.ZodType = z.ZodUndefined>(
  described: Described<Path, Schema>,
): Route {
  const status = described.status ?? (described.method === 'post' ? 201 : 200)
  // The app hands over exactly the names of the path and what the schema made of the body.
  return { ...described, status } as Route
}

/** An answer with another status or media type than its route's usual one. */
export function answer(
  status: number,
  body: unknown,
  contentType?: string,
): RouteAnswer & { [answered]: true } {
  return { [answered]: true, status, body, ...(contentType && { contentType }) }
}

const answered = Symbol('answered')

/** Whether a handler answered with a status of its own. */
export function isAnswer(value: unknown): value is RouteAnswer {
  return typeof value === 'object' && value !== null && answered in value
}
