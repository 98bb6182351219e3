import type { Actor } from '../../shared/access/actor.ts'
import { addFamily } from '../../shared/family/family.operations.ts'
import { FamilyInput } from '../../shared/family/family.ts'
import { NewSchool } from '../../shared/school/school.ts'
import type { Table } from '../../shared/table/table.ts'
import { createSchool } from '../../shared/team/founding.operations.ts'
import { NewWorkshop } from '../../shared/workshop/workshop.ts'
import { PUENTE } from './api.ts'
import { contextFor } from './context.ts'

/** The deployment itself, with every right. */
export const DEPLOYMENT: Actor = { kind: 'deployment' }

/** A workshop with a time to vote on. */
export const READING = NewWorkshop.parse({
  title: { en: 'Reading at home' },
  purpose: 'learning',
  durationMinutes: 60,
  presentationLanguage: 'en',
})

/** A new school with that many families, and their `ids`. */
export async function schoolWith(table: Table, families: number): Promise<{ school: string; ids: string[] }> {
  const context = contextFor(DEPLOYMENT, { table })
  const { id: school } = await createSchool(context, NewSchool.parse(PUENTE))
  const made = Array.from({ length: families }, (_, place) =>
    addFamily(context, school, FamilyInput.parse({ caregivers: [{ givenName: `Parent ${place}` }] })),
  )
  return { school, ids: (await Promise.all(made)).map(({ id }) => id) }
}
