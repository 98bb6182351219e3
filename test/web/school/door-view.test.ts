import { describe, expect, test } from 'vitest'
import { allergensOf, needsOf } from '../../../shared/logistics/needs.ts'
import { DEFAULT_SETTINGS } from '../../../shared/school/school.ts'
import { type ReplyInput, replyOf } from '../../../shared/session/reply.ts'
import { type DoorGuest, inOrder, tallyOf } from '../../../web/school/door-view.ts'

const AT = '2026-11-30T15:00:00.000Z'
const OFFERS = { childcare: true, food: true, interpretation: true, rides: true }
const WORKSHOP = { durationMinutes: 90, presentationLanguage: 'en', presenters: 1, volunteers: 0 }

/** A family that replied with so much; `here` are its adults and children at the door. */
function guest(name: string, input: Partial<ReplyInput> | undefined, here?: [number, number]): DoorGuest {
  const reply =
    input && replyOf({ attending: true, adults: 1, ...input }, { id: name, writtenLanguage: 'en' }, AT)
  const family = { id: name, name, language: 'en', caregivers: [] }
  return {
    family,
    reply,
    ...(here && { here: { family: name, at: AT, adults: here[0], children: here[1] } }),
  }
}

function tally(guests: readonly DoorGuest[], offers = OFFERS) {
  const replies = guests.flatMap(({ reply }) => reply ?? [])
  const workshop = { ...WORKSHOP, offers }
  const needs = needsOf(replies, workshop, DEFAULT_SETTINGS)
  return tallyOf(guests, { ...needs, workshop, allergens: allergensOf(replies) }, DEFAULT_SETTINGS)
}

describe('The door', () => {
  test('keeps the names in their order, whoever is here', () => {
    const guests = [guest('Zhao', {}), guest('Ávila', {}, [1, 0]), guest('Baker', {})]
    expect(inOrder(guests, 'en').map(({ family }) => family.name)).toEqual(['Ávila', 'Baker', 'Zhao'])
  })

  test('counts children who are here of those expected, by room; teens are in none', () => {
    const { childcare } = tally([
      guest('Rosa', { children: [{ ageBand: 'toddler' }, { ageBand: 'early' }] }, [1, 2]),
      guest('Omar', { children: [{ ageBand: 'early' }, { ageBand: 'teen' }] }),
    ])
    expect(childcare).toEqual({
      here: 2,
      expected: 3,
      rooms: [
        { room: 'A', children: 1 },
        { room: 'C', children: 1 },
      ],
    })
  })

  test('counts a child beyond the reply, which is in no room yet, and none that stayed at home', () => {
    const { childcare } = tally([
      guest('Rosa', { children: [{ ageBand: 'toddler' }, { ageBand: 'early' }] }, [1, 1]),
      guest('New', undefined, [1, 2]),
    ])
    expect(childcare).toEqual({ here: 3, expected: 2, rooms: [{ room: 'A', children: 1 }] })
  })

  test('counts meals in people, headsets in adults who asked, allergies in families', () => {
    const spanish = { interpretation: [{ language: 'es', adults: 2 }] }
    const { meals, headsets, allergens } = tally([
      guest('Rosa', { adults: 2, ...spanish, allergens: ['peanut'] }, [2, 0]),
      guest('Luz', { adults: 2, ...spanish, allergens: ['Peanut'] }),
    ])
    expect(meals?.here).toBe(2)
    expect(headsets).toEqual({ here: 2, expected: 6, languages: [{ language: 'es', adults: 2 }] })
    expect(allergens).toEqual([{ allergen: 'peanut', families: 2, here: 1 }])
  })

  test('counts nothing that the workshop does not offer', () => {
    const offers = { childcare: false, food: false, interpretation: false, rides: false }
    expect(tally([guest('Rosa', {}, [1, 0])], offers)).toEqual({ allergens: [] })
  })
})
