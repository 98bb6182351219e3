import { describe, expect, test } from 'vitest'
import { accept } from '../../../shared/access/accept.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import type { Workshop } from '../../../shared/workshop/workshop.ts'
import { ReplyFields } from '../../../web/family/reply-form.tsx'
import { bandCounts, childrenTogether, replyInput } from '../../../web/family/reply-input.ts'
import { attempt } from '../../../web/form.ts'
import { translator } from '../../../web/messages/catalogue.ts'
import type { Reader } from '../../../web/visit.ts'
import { READING } from '../../support/puente.ts'

describe('the form of a reply', () => {
  test('counts children by age band, and puts months into the nearest', () => {
    expect(bandCounts([{ ageBand: 'three' }, { months: 40 }, { months: 0 }, { months: 200 }])).toEqual({
      three: 2,
      infant: 1,
      teen: 1,
    })
  })

  test('shows nothing in place of rides that are not offered and were answered with none', () => {
    const workshop: Workshop = { ...READING, id: 'w', status: 'scheduled', revision: 1 }
    const reader: Reader = {
      t: translator('en'),
      language: 'en',
      actor: { kind: 'public' },
      path: '/',
      today: '2027-03-01',
      carriers: [],
    }
    const answers = { attending: true, adults: 2, children: [], ride: 0 }
    const page = String(ReplyFields({ reader, form: {}, workshop, answers }))
    expect(page).not.toMatch(/>0</)
  })

  test('becomes the input of the rule', () => {
    const values = {
      attending: 'yes',
      adults: 2,
      band: { infant: 1, early: 2, teen: 0 },
      interpretation: [{ language: 'so', adults: 1 }, { language: 'es' }],
      diets: { halal: 2 },
    }
    const input = replyInput(values, undefined)
    expect(ReplyInput.parse(input)).toEqual({
      attending: true,
      adults: 2,
      children: [{ ageBand: 'infant' }, { ageBand: 'early' }, { ageBand: 'early' }],
      interpretation: [{ language: 'so', adults: 1 }],
      diets: { halal: 2 },
    })
  })

  test('keeps months entered elsewhere while the counts are unchanged', () => {
    const before = { children: [{ months: 40 }, { months: 90 }] }
    expect(replyInput({ attending: 'yes', band: { three: 1, early: 1 } }, before).children).toEqual(
      before.children,
    )
    expect(replyInput({ attending: 'yes', band: { three: 1 } }, before).children).toEqual([
      { ageBand: 'three' },
    ])
  })

  test('asks nothing more of a family that cannot come', () => {
    expect(replyInput({ attending: 'no', adults: 'many', band: { three: -1 } }, undefined)).toEqual({
      attending: false,
    })
  })

  test('names the counts of children as numbers where one is none', async () => {
    const input = replyInput({ attending: 'yes', band: { infant: -1, three: 'x' } }, undefined)
    const outcome = await attempt(async () => accept(ReplyInput, input))
    const trouble = 'trouble' in outcome ? childrenTogether(outcome.trouble) : undefined
    expect(trouble?.errors).toContainEqual({ pointer: '/children', detail: 'count' })
    expect(trouble?.errors.filter(({ pointer }) => pointer.startsWith('/children'))).toHaveLength(1)
  })

  test('leaves it to the rule to refuse missing values and those that are no number', () => {
    expect(ReplyInput.safeParse(replyInput({ adults: 1 }, undefined)).error?.issues[0]?.path).toEqual([
      'attending',
    ])
    const odd = ReplyInput.safeParse(replyInput({ attending: 'yes', band: { three: 'x' } }, undefined))
    expect(odd.error?.issues[0]?.path.slice(0, 1)).toEqual(['children'])
  })
})
