import * as z from 'zod'
import type { Context } from '../../shared/access/context.ts'
import { searchFamilies } from '../../shared/family/directory.operations.ts'
import * as families from '../../shared/family/family.operations.ts'
import { type Family, FamilyChange, FamilyInput, Leaving } from '../../shared/family/family.ts'
import { changeTo } from '../../shared/family/family-change.ts'
import { noteProgram } from './noted.ts'
import { PAGE, pageOf, pageOfItems } from './page.ts'
import { answer, route } from './route.ts'

// Households seldom join or part.
const contacts = () => import('../../shared/delivery/contact.operations.ts')
const households = () => import('../../shared/household/household.operations.ts')

// Fields of the roster and of links are internal.
function shown({
  sourceIds: _sources,
  saidThemselves: _said,
  links: _links,
  printedCodes: _codes,
  consents: _consents,
  children,
  caregivers,
  ...family
}: Family) {
  return {
    ...family,
    caregivers: caregivers.map(({ sourceId: _, ...caregiver }) => caregiver),
    children: children.map(({ sourceId: _, ...child }) => child),
  }
}

async function noteRead(context: Context, school: string, read: readonly Family[]): Promise<void> {
  await noteProgram(
    context,
    school,
    read.map(({ id }) => id),
  )
}

/** Families and their personal links. */
export const familyRoutes = [
  route({
    method: 'get',
    path: '/schools/{school}/families',
    summary: "The school's families; `search` finds those with the words in a name, an address or a number.",
    query: [...PAGE, 'search'],
    result: (s) => s.listOf(s.Family),
    answer: async (context, { params, query }) => {
      if (query.search) {
        const found = await searchFamilies(context, params.school, query.search)
        const { items: page, ...rest } = pageOfItems(found, query, ({ id }) => id)
        const ids = page.map(({ id }) => id)
        const items = await families.readFamilies(context, params.school, ids)
        await noteRead(context, params.school, items)
        return { items: items.map(shown), ...rest }
      }
      const { items, ...rest } = await families.listFamilies(context, params.school, pageOf(query))
      await noteRead(context, params.school, items)
      return { items: items.map(shown), ...rest }
    },
  }),
  route({
    method: 'post',
    path: '/schools/{school}/families',
    summary: 'One family by hand.',
    body: FamilyInput,
    result: (s) => s.Family,
    answer: async (context, { params, body }) =>
      shown(await families.addFamily(context, params.school, body)),
  }),
  route({
    method: 'get',
    path: '/schools/{school}/families/{family}',
    summary: 'A family.',
    result: (s) => s.Family,
    answer: async (context, { params }) => {
      const family = await families.readFamily(context, params.school, params.family)
      await noteRead(context, params.school, [family])
      return shown(family)
    },
  }),
  route({
    method: 'patch',
    path: '/schools/{school}/families/{family}',
    summary: 'Changes a family. Later rosters leave alone what is changed here.',
    body: FamilyChange,
    bodyOver: async (context, { school, family }) =>
      changeTo(await families.readFamily(context, school, family)),
    result: (s) => s.Family,
    refuses: ['family-changed', 'conflict'],
    answer: async (context, { params, body }) =>
      shown(await families.updateFamily(context, params.school, params.family, body)),
  }),
  route({
    method: 'delete',
    path: '/schools/{school}/families/{family}',
    summary: 'Takes a family out of the school with everything that is kept of it.',
    status: 204,
    answer: async (context, { params }) => {
      const { removeFamily } = await import('../../shared/household/departure.operations.ts')
      await removeFamily(context, params.school, params.family)
      return answer(204, '')
    },
  }),
  route({
    method: 'post',
    path: '/schools/{school}/families/{family}/merge',
    summary: 'Makes one family of this one and the one named; the link of the second stops working.',
    status: 200,
    body: z.lazy(() => z.strictObject({ family: z.string() })),
    result: (s) => s.Family,
    refuses: ['family-changed', 'conflict'],
    severalCommits: true,
    answer: async (context, { params, body }) => {
      const { mergeFamilies } = await households()
      return shown(await mergeFamilies(context, params.school, params.family, body.family))
    },
  }),
  route({
    method: 'post',
    path: '/schools/{school}/families/{family}/split',
    summary: 'Makes two families of one: caregivers (by id) and children (by place, from 0) who leave.',
    body: Leaving,
    result: (s) => s.listOf(s.Family),
    refuses: ['family-changed', 'conflict'],
    severalCommits: true,
    answer: async (context, { params, body }) => {
      const { splitFamily } = await households()
      const both = await splitFamily(context, params.school, params.family, body)
      return { items: both.map(shown) }
    },
  }),
  route({
    method: 'get',
    path: '/schools/{school}/families/{family}/contacts',
    summary: "A family's addresses: where each came from, and whether it was stopped or refused.",
    query: PAGE,
    result: (s) => s.listOf(s.Contact),
    answer: async (context, { params, query }) => {
      const family = await families.readFamily(context, params.school, params.family)
      const { consents = {} } = family
      await noteRead(context, params.school, [family])
      const states = await (await contacts()).contactsOfFamily(context, params.school, params.family)
      const names = [...new Set([...Object.keys(consents), ...states.keys()])]
      const known = names.map((contact) => ({
        contact,
        consent: consents[contact],
        ...states.get(contact),
      }))
      return pageOfItems(known, query, ({ contact }) => contact)
    },
  }),
  route({
    method: 'post',
    path: '/schools/{school}/families/{family}/link',
    summary: "The family's personal link, with a short code for paper. Earlier ones stop working.",
    result: (s) => s.FamilyLink,
    answer: async (context, { params, origin }) => {
      const { token, code } = await families.issueLink(context, params.school, params.family)
      return { url: `${origin}/f/${token}`, code }
    },
  }),
]
