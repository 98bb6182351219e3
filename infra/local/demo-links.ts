import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Base } from '../../functions/wire.ts'
import type { Context } from '../../shared/access/context.ts'
import { Refusal } from '../../shared/access/refusal.ts'
import { openLink } from '../../shared/family/family.operations.ts'
import { hasSchools } from '../../shared/school/school.operations.ts'
import { requestSignIn } from '../../shared/team/sign-in.operations.ts'
import { routes } from '../../web/routes.ts'
import { type DemoLink, TEAM } from './demo-team.ts'

// Holds the path of the parent's link, of which the table keeps a hash only. Data without this file is no demonstration.
const FILE = 'demonstration-link'

/**
 * Links for the demonstration's three people. The first start on empty data makes the demonstration school; each later
 * start on it gives new sign-in links to the two members, good for ten minutes, and the parent the same link again,
 * because a new personal link would end the one before. Empty on data that is no demonstration.
 */
export async function demonstrationLinks(base: Base, data: string): Promise<DemoLink[]> {
  if (!(await hasSchools(base))) {
    const { makeDemonstration } = await import('./demo.ts')
    const links = await makeDemonstration(base)
    const parent = links.find(({ who }) => who === 'parent')
    if (parent) writeFileSync(join(data, FILE), parent.path, { mode: 0o600 })
    return links
  }
  const parent = demonstrationPath(data)
  if (parent === undefined) return []
  const links = await Promise.all([
    memberLink(base, 'organizer', TEAM.organizer.email),
    memberLink(base, 'parent leader', TEAM.parentLeader.email),
    parentLink(base, parent),
  ])
  return links.filter((link) => link !== undefined)
}

/** The path of the parent's link, for the front page; none on data that is no demonstration. */
export function demonstrationPath(data: string): string | undefined {
  const file = join(data, FILE)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

// None after five requests in ten minutes, or once the member was removed.
async function memberLink({ table, now }: Base, who: string, email: string): Promise<DemoLink | undefined> {
  const context: Context = { table, now, actor: { kind: 'deployment' } }
  const sent = await requestSignIn(context, { email })
  return sent && { who, path: routes.signInLink(sent.token) }
}

// None once the family was deleted, or an organizer replaced its link.
async function parentLink(base: Base, path: string): Promise<DemoLink | undefined> {
  try {
    await openLink(base, path.slice(routes.familyLink('').length))
    return { who: 'parent', path }
  } catch (fault) {
    if (fault instanceof Refusal) return undefined
    throw fault
  }
}
