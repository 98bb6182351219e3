import * as z from 'zod'
import { mustOrganize, scopeOf } from '../access/actor.ts'
import type { BackgroundJobs } from '../access/background-jobs.ts'
import type { Context } from '../access/context.ts'
import { idFor } from '../access/identifier.ts'
import { answerTie, askAboutTies, type OpenTie, withFamilies } from '../household/tie.operations.ts'
import { type TieAnswer, withTieId } from '../household/tie.ts'
import { instantOf } from '../time/instant.ts'
import { isLarge, startImport } from './import.operations.ts'
import { type Preview, previewOf } from './preview.ts'
import { type RosterReport, reportOf } from './report.ts'
import { lookAtRoster } from './roster.operations.ts'
import { readUpload } from './upload.operations.ts'

/** What an import of an upload would do. */
export type RosterPreview = { report: RosterReport; preview: Preview; ties: OpenTie[] }

/** What an import of an upload would do; a large file is looked at by a background job, whose id is returned instead. */
export async function previewUpload(
  context: Context,
  jobs: BackgroundJobs,
  schoolId: string,
  upload: string,
): Promise<RosterPreview | { job: string }> {
  mustOrganize(context.actor)
  const file = await readUpload(jobs, scopeOf(context.actor, schoolId), upload)
  if (isLarge(file)) {
    const begun = await startImport(context, jobs, schoolId, { upload, dryRun: true })
    if ('job' in begun) return begun
    return { report: begun.report, preview: { created: [], updated: [] }, ties: [] }
  }
  const { roster, plan, existing } = await lookAtRoster(context, schoolId, file)
  const askedAt = instantOf(context.now())
  const ties = [...plan.ties.values()].flatMap((tie) =>
    withFamilies({ ...withTieId(tie), askedAt }, existing),
  )
  return { report: reportOf(roster, plan), preview: previewOf(roster, plan, existing), ties }
}

/** The answers of a preview, each to a tie by its id. */
export const PreviewAnswers = z.lazy(() =>
  z.strictObject({ answers: z.record(z.string().max(100), z.enum(['together', 'apart'])).default({}) }),
)

/**
 * Answers ties that an upload brings up, before it is imported, so that the import follows the answers. Today asks about
 * the others. Idempotent: a repeat finds the ties answered.
 */
export async function answerPreview(
  context: Context,
  jobs: BackgroundJobs,
  schoolId: string,
  { upload, answers }: { upload: string; answers: Readonly<Record<string, TieAnswer>> },
): Promise<void> {
  mustOrganize(context.actor)
  if (Object.keys(answers).length === 0) return
  const scope = scopeOf(context.actor, schoolId)
  const file = await readUpload(jobs, scope, upload)
  if (isLarge(file)) return
  const { plan } = await lookAtRoster(context, schoolId, file)
  const ties = [...plan.ties.values()]
  await askAboutTies(context, scope, ties, () => false)
  for (const { id } of ties.map(withTieId)) {
    const answer = answers[id]
    // What an answer makes has an id of its own, also where several come in one request.
    if (answer) await answerTie({ ...context, key: idFor(context, id) }, schoolId, id, answer)
  }
}
