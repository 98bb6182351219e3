import { publicScope } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { instantOf } from '../time/instant.ts'
import { readLed } from './host.operations.ts'
import { getHostProfile, removeHostProfile, saveHostProfile } from './host-profile.store.ts'
import type { HostProfile, HostProfileInput } from './host-profile.ts'

/** How the host of a workshop introduces themselves, for the host. */
export async function readHostProfile(context: Context, id: string): Promise<HostProfile | undefined> {
  const { scope, host } = await readLed(context, id)
  const found = await getHostProfile(context.table, scope, id)
  return found?.family === host ? found : undefined
}

/** The profile on the public page of a workshop, for anybody; see `shownHostProfile`. */
export async function readPublicHostProfile(
  { table }: Pick<Context, 'table'>,
  id: string,
): Promise<HostProfile | undefined> {
  return getHostProfile(table, publicScope(schoolOf(id)), id)
}

/** Shows a host to everybody on the public page of their workshop. Refuses what the host does not agree to show. */
export async function introduceHost(
  context: Context,
  id: string,
  { shown, ...input }: HostProfileInput,
  language: string,
): Promise<void> {
  const { scope, host } = await readLed(context, id)
  if (!shown) refuse('invalid-input', { errors: [{ pointer: '/shown', detail: 'consent' }] })
  await untilCommitted(async () => {
    const before = await getHostProfile(context.table, scope, id)
    const revision = (before?.revision ?? 0) + 1
    const made = { workshop: id, family: host, language, at: instantOf(context.now()), revision }
    await context.table.commit(saveHostProfile(scope, { ...input, ...made }))
  })
}

/** Takes a host off the public page of their workshop: nothing of it stays. Idempotent. */
export async function withdrawHostProfile(context: Context, id: string): Promise<void> {
  const { scope } = await readLed(context, id)
  await context.table.commit(removeHostProfile(scope, id))
}
