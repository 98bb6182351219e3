import type { Hono } from 'hono'
import type { ParamKeys } from 'hono/types'
import type * as z from 'zod'
import { accept } from '../shared/access/accept.ts'
import type { Context } from '../shared/access/context.ts'
import { attempt, type FormState, readForm, type SentForm, type Trouble } from './form.ts'
import type { Visit, WebEnv } from './visit.ts'

/** A form that was sent: by whom, to which path, with which fields. */
type Submission<Path extends string, Sender> = Sender & {
  c: Visit<Path>
  context: Context
  params: Record<ParamKeys<Path>, string>
  form: SentForm
}

type Answer = Response | Promise<Response>

/** What a path does with a form; TypeScript infers each part from those before it. */
type Post<Path extends string, Sender, Input, Result> = {
  /** Who may send it, as `organizerOf`; refuses everybody else. A public form leaves it out. */
  by?: (c: Visit) => Sender
  /** What the input must be. */
  schema?: z.ZodType<Input>
  /** The values for the schema, where they are not the form's own. */
  values?: (form: SentForm) => unknown
  /** Runs the operation. */
  run: (submission: Submission<Path, Sender>, input: Input) => Promise<Result>
  /** The path to redirect to (303), or a page instead where it shows what must not be in an address. */
  done: (submission: Submission<Path, Sender>, result: Result) => string | Answer
  /** Moves errors to the fields that they concern, where the input is shaped otherwise than the form. */
  relocate?: (trouble: Trouble, form: SentForm) => Trouble
  /** The page of the form again, answered with 422; without it a refusal ends in the page of errors. */
  again?: (submission: Submission<Path, Sender>, form: FormState) => Answer
  /** Whether whoever sent too many forms gets theirs again as well, answered with 429. */
  keepsWhenLimited?: boolean
}

/**
 * Registers what a form does: parses it by the schema, runs the operation, and redirects with 303. Where the person can
 * mend what was refused, the same page comes again with 422, the errors, and what was typed.
 */
export function onPost<const Path extends string, Sender, Input, Result>(
  app: Hono<WebEnv>,
  path: Path,
  { by, schema, values, run, done, relocate, again, keepsWhenLimited }: Post<Path, Sender, Input, Result>,
): void {
  app.post(path, async (c) => {
    const sender = by?.(c)
    const form = await readForm(c)
    // The sender is what `by` gives, and nothing where there is none; Hono knows the path's names as one of its own types.
    const submission = { ...sender, c, context: c.get('context'), params: c.req.param(), form } as Submission<
      Path,
      Sender
    >
    const work = async () => {
      const input = schema && accept(schema, values ? values(form) : form.values)
      return run(submission, input as Input) // without a schema, `run` takes no input
    }
    const finish = async (result: Result) => {
      const next = await done(submission, result)
      return typeof next === 'string' ? c.redirect(next, 303) : next
    }
    if (!again) return finish(await work())
    c.set('reader', { ...c.get('reader'), sent: form.sent })
    // Whoever changes the language sees the same form in it, with what was typed; nothing is written.
    if (c.req.query('lang') !== undefined) return again(submission, { typed: form.typed })
    const outcome = await attempt(work, keepsWhenLimited ? ['wait-a-while'] : [])
    if ('value' in outcome) return finish(outcome.value)
    const { trouble } = outcome
    if (trouble.details.retryAfter) c.header('Retry-After', String(trouble.details.retryAfter))
    c.status(trouble.code === 'wait-a-while' ? 429 : 422)
    return again(submission, form.failed(relocate ? relocate(trouble, form) : trouble))
  })
}
