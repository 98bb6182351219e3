import type { SchoolScope } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import { refuse } from '../access/refusal.ts'
import type { Table } from '../table/table.ts'
import { getItemState, getItemStates, saveItem } from './item.store.ts'
import type { ItemState } from './item.ts'
import {
  type FamilyTaking,
  type LineKey,
  passedTaking,
  type SignUp,
  type Taking,
  takenAgain,
  takingOf,
  withoutTaking,
} from './sign-up.ts'

/**
 * Changes a line, decided again on top of what somebody else wrote meanwhile; an edit that returns the same line writes
 * nothing. Refuses `not-found`.
 */
export async function editLine(
  table: Table,
  scope: SchoolScope,
  { session, line }: LineKey,
  edit: (line: SignUp) => SignUp,
): Promise<ItemState & { signUp: SignUp }> {
  return untilCommitted(async () => {
    const state = await getItemState(table, scope, session, line)
    if (!state?.signUp) return refuse('not-found')
    const signUp = edit(state.signUp)
    const edited = { ...state, signUp, revision: state.revision + 1 }
    if (signUp !== state.signUp) await table.commit(saveItem(scope, session, edited))
    return edited
  })
}

/** What a family took in the lists of a session. */
export async function takingsIn(
  table: Table,
  scope: SchoolScope,
  session: string,
  family: string,
): Promise<FamilyTaking[]> {
  const states = await getItemStates(table, scope, session)
  return states.flatMap(({ id, signUp }) => {
    const taking = signUp && takingOf(signUp, family)
    return taking ? [{ ...taking, line: id, title: signUp.title }] : []
  })
}

/** Gives back what a family took in a session, as it leaves the school. Idempotent. */
export async function giveBackAll(
  table: Table,
  scope: SchoolScope,
  session: string,
  family: string,
): Promise<void> {
  for (const { line } of await takingsIn(table, scope, session, family))
    await editLine(table, scope, { session, line }, (one) => withoutTaking(one, family))
}

/** Passes what a family took in a session to the family that it is merged into. Idempotent. */
export async function passTakings(
  table: Table,
  scope: SchoolScope,
  session: string,
  families: { from: string; to: string },
): Promise<void> {
  for (const { line } of await takingsIn(table, scope, session, families.from))
    await editLine(table, scope, { session, line }, (one) => passedTaking(one, families))
}

/** Takes again what a family had taken before it was removed, as far as places are left and the line is there. */
export async function takeAgain(
  table: Table,
  scope: SchoolScope,
  key: LineKey,
  taking: Taking,
): Promise<void> {
  const state = await getItemState(table, scope, key.session, key.line)
  if (state?.signUp) await editLine(table, scope, key, (one) => takenAgain(one, taking))
}
