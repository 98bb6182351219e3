import type { Context } from '../../shared/access/context.ts'
import { faultRecord } from '../../shared/access/fault.ts'
import { noteViewing } from '../../shared/family/viewing.operations.ts'

/** Notes which families a program read. It is better answered than not where the note fails: that is logged, and no more. */
export async function noteProgram(
  context: Context,
  school: string,
  families: readonly string[],
): Promise<void> {
  await noteViewing(context, school, 'program', families).catch((fault: Error) =>
    console.error(JSON.stringify(faultRecord(fault))),
  )
}
