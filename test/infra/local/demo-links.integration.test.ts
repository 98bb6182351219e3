import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DateTime } from 'luxon'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { demonstrationLinks, demonstrationPath } from '../../../infra/local/demo-links.ts'
import type { Context } from '../../../shared/access/context.ts'
import { issueLink, openLink } from '../../../shared/family/family.operations.ts'
import { signInWithLink } from '../../../shared/team/sign-in.operations.ts'
import { freshTable } from '../../support/engine.ts'

let data: string
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'convite-demo-'))
})
afterEach(() => rm(data, { recursive: true }))

/** A clock fixed at an instant until it is moved. */
function clockAt(instant: string) {
  let at = DateTime.fromISO(instant, { zone: 'utc' })
  const moveBy = (minutes: number) => {
    at = at.plus({ minutes })
  }
  return { now: () => at, moveBy }
}

async function demonstrationBase() {
  const { now, moveBy } = clockAt('2027-03-01T15:00:00Z')
  const base = { table: await freshTable(), now }
  const context: Context = { ...base, actor: { kind: 'deployment' } }
  return { base, context, moveBy }
}

const secretIn = (path = '') => path.split('/').at(-1) ?? ''

describe('A start on demonstration data', () => {
  test('prints new links for the members, and the same one for the parent', async () => {
    const { base, context } = await demonstrationBase()
    expect(demonstrationPath(data)).toBeUndefined()
    const first = await demonstrationLinks(base, data)
    expect(demonstrationPath(data)).toBe(first[2]?.path)
    const [organizer, leader, parent] = await demonstrationLinks(base, data)
    expect([organizer?.who, leader?.who]).toEqual(['organizer', 'parent leader'])
    const member = await signInWithLink(context, secretIn(organizer?.path))
    expect(member.school).toBe((await signInWithLink(context, secretIn(first[0]?.path))).school)
    expect((await signInWithLink(context, secretIn(leader?.path))).family).toBeDefined()
    expect(parent).toEqual(first[2])
    expect((await openLink(context, secretIn(parent?.path))).school).toBe(member.school)
  })

  test('keeps the link of a family that an organizer gave a new one', async () => {
    const { base, context } = await demonstrationBase()
    const first = await demonstrationLinks(base, data)
    const { school, family } = await openLink(context, secretIn(first[2]?.path))
    const { token } = await issueLink(context, school, family)
    const links = await demonstrationLinks(base, data)
    expect(links.map(({ who }) => who)).toEqual(['organizer', 'parent leader'])
    expect((await openLink(context, token)).family).toBe(family)
  })

  test('prints links for the members at five starts in ten minutes, and again after them', async () => {
    const { base, moveBy } = await demonstrationBase()
    await demonstrationLinks(base, data)
    for (let starts = 0; starts < 5; starts++) expect(await demonstrationLinks(base, data)).toHaveLength(3)
    expect((await demonstrationLinks(base, data)).map(({ who }) => who)).toEqual(['parent'])
    moveBy(11)
    expect(await demonstrationLinks(base, data)).toHaveLength(3)
  })

  test('keeps the parent’s link in a file that its owner alone can read', async () => {
    const { base } = await demonstrationBase()
    await demonstrationLinks(base, data)
    expect((await stat(join(data, 'demonstration-link'))).mode & 0o777).toBe(0o600)
  })
})

test('A start on other data prints no link', async () => {
  const { base } = await demonstrationBase()
  const elsewhere = await mkdtemp(join(tmpdir(), 'convite-demo-'))
  await demonstrationLinks(base, elsewhere)
  expect(await demonstrationLinks(base, data)).toEqual([])
  await rm(elsewhere, { recursive: true })
})
