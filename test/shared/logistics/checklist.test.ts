import { describe, expect, test } from 'vitest'
import { checklistOf, itemNeeds } from '../../../shared/logistics/checklist.ts'
import { needsOf } from '../../../shared/logistics/needs.ts'
import type { OwnProgress } from '../../../shared/logistics/own-messages.ts'
import { DEFAULT_SETTINGS } from '../../../shared/school/school.ts'
import { basisOf, changeItem, type ItemNeed, type ItemState, itemOf } from '../../../shared/session/item.ts'
import { replyOf } from '../../../shared/session/reply.ts'

const WORKSHOP = {
  durationMinutes: 45,
  presentationLanguage: 'en',
  presenters: 1,
  volunteers: 0,
  offers: { childcare: true, food: true, interpretation: true, rides: true },
}
const OCCASION = {
  start: '2027-03-20T02:00:00.000Z',
  timeZone: 'America/New_York',
  settings: DEFAULT_SETTINGS,
  workshop: WORKSHOP,
}
const replies = [
  replyOf(
    { attending: true, interpretation: [{ language: 'vi', adults: 1 }] },
    { id: 'f', writtenLanguage: 'vi' },
    '2027-03-01T00:00:00.000Z',
  ),
]
const needs = needsOf(replies, WORKSHOP, DEFAULT_SETTINGS)
const nothing = needsOf([], WORKSHOP, DEFAULT_SETTINGS)

const childcare = (needed: number): ItemNeed => ({
  id: 'childcare',
  kind: 'childcare',
  needed,
  unit: 'adults',
  due: '2027-03-05',
  role: 'organizer',
  inputs: {},
})
const confirmed = (needed: number) => changeItem(childcare(needed), undefined, { status: 'confirmed' })

describe('the checklist of a session', () => {
  test('counts due dates in calendar days at the school', () => {
    const due = Object.fromEntries(checklistOf(needs, OCCASION, []).map((item) => [item.id, item.due]))
    expect(due).toMatchObject({ room: '2027-02-26', 'interpreters-vi': '2027-03-05', thanks: '2027-03-21' })
  })
  test('has a line for each language, by stable id, and tells how its number came about', () => {
    const item = checklistOf(needs, OCCASION, []).find((one) => one.id === 'interpreters-vi')
    expect(item).toMatchObject({ needed: 1, status: 'needed', owner: 'organizer', language: 'vi' })
    expect(item?.inputs).toEqual({ need: 1, durationMinutes: 45, mode: 'whispered' })
  })
  test('marks what nobody needs', () => {
    const item = checklistOf(needs, OCCASION, []).find((one) => one.id === 'rides')
    expect(item?.status).toBe('notNeeded')
  })
  test('keeps a confirmed interpreter whom nobody needs any more, as a surplus to look at', () => {
    const known = checklistOf(needs, OCCASION, []).find((one) => one.id === 'interpreters-vi')
    const state = changeItem(known as ItemNeed, undefined, { status: 'confirmed' })
    const item = checklistOf(nothing, OCCASION, [state]).find((one) => one.id === 'interpreters-vi')
    expect(item).toMatchObject({ needed: 0, confirmed: 1, surplus: 1, status: 'recheck' })
  })
  test("holds a school's own items in its words", () => {
    const own: ItemState = { id: 'x', kind: 'own', title: 'Piñata', needed: 1, revision: 1 }
    const item = checklistOf(nothing, OCCASION, [own]).find((one) => one.id === 'x')
    expect(item).toMatchObject({ kind: 'own', title: 'Piñata', needed: 1, status: 'needed' })
  })
})

describe('the status of an item', () => {
  test('is to recheck when the need changed after it was confirmed', () => {
    expect(itemOf(childcare(3), confirmed(3)).status).toBe('confirmed')
    expect(itemOf(childcare(4), confirmed(3))).toMatchObject({ status: 'recheck', confirmed: 3, needed: 4 })
  })
  test('is confirmed again once somebody confirmed the new need', () => {
    const again = changeItem(childcare(4), confirmed(3), { status: 'confirmed' })
    expect(itemOf(childcare(4), again)).toMatchObject({ status: 'confirmed', confirmed: 4 })
  })
  test('never cancels a confirmed helper: a surplus is shown', () => {
    const again = changeItem(childcare(2), confirmed(3), { status: 'confirmed' })
    expect(itemOf(childcare(2), again)).toMatchObject({ status: 'confirmed', confirmed: 3, surplus: 1 })
  })
  test('is blocked when the only interpreter cancels', () => {
    expect(itemOf(childcare(1), changeItem(childcare(1), confirmed(1), { confirmed: 0 })).status).toBe(
      'blocked',
    )
  })
  test('is asked while some of several are confirmed', () => {
    expect(itemOf(childcare(3), changeItem(childcare(3), undefined, { confirmed: 2 })).status).toBe('asked')
  })
  test('stays to recheck when only a note is written', () => {
    const noted = changeItem(childcare(4), confirmed(3), { note: 'Amina can' })
    expect(itemOf(childcare(4), noted)).toMatchObject({ status: 'recheck', note: 'Amina can', confirmed: 3 })
  })
  test('of meals is to recheck when a diet changed and the number did not', () => {
    const meals = (special: Record<string, number>) => ({ ...childcare(20), inputs: { special } })
    expect(basisOf(meals({ halal: 2 }))).not.toBe(basisOf(meals({ vegan: 2 })))
  })
  test('changes nothing that was not given', () => {
    const owned = changeItem(childcare(3), confirmed(3), { owner: 'Rosa' })
    expect(owned).toMatchObject({ owner: 'Rosa', status: 'confirmed', confirmed: 3, revision: 2 })
  })
})

describe('every line of a session that needs all of it', () => {
  const full = needsOf(
    [
      replyOf(
        {
          attending: true,
          adults: 4,
          children: [{ months: 24 }],
          interpretation: [{ language: 'vi', adults: 3 }],
          diets: { halal: 1 },
          ride: 2,
        },
        { id: 'f', writtenLanguage: 'vi' },
        '2027-03-01T00:00:00.000Z',
      ),
    ],
    WORKSHOP,
    DEFAULT_SETTINGS,
  )
  const food = { crew: 4, target: 10, special: { halal: 2 }, general: 8 }
  const mode = 'simultaneous'
  const lines: [id: string, due: string, role: string, needed: number, unit: string, inputs: object][] = [
    ['room', '2027-02-26', 'organizer', 1, 'task', {}],
    ['invitations', '2027-03-05', 'organizer', 1, 'task', {}],
    ['childcare', '2027-03-05', 'organizer', 2, 'adults', { rooms: full.childcare.rooms }],
    ['interpreters-vi', '2027-03-05', 'organizer', 1, 'interpreters', { need: 3, durationMinutes: 45, mode }],
    ['handouts-vi', '2027-03-09', 'helper', 5, 'copies', {}],
    ['reminder', '2027-03-12', 'helper', 1, 'task', {}],
    ['meals', '2027-03-14', 'helper', 10, 'meals', { ...food, people: 5, ...DEFAULT_SETTINGS.food }],
    ['rides', '2027-03-17', 'helper', 1, 'vehicles', { riders: 2, seats: 4 }],
    ['chairs', '2027-03-17', 'helper', 7, 'chairs', { adults: 4, presenters: 1, interpreters: 1 }],
    ['transmitters', '2027-03-17', 'helper', 1, 'devices', { mode }],
    ['receivers', '2027-03-17', 'helper', 5, 'devices', { listeners: 3, presenters: 1, mode }],
    ['signs', '2027-03-19', 'helper', 1, 'task', {}],
    ['stations', '2027-03-19', 'helper', 1, 'stations', { families: 1 }],
    ['thanks', '2027-03-21', 'organizer', 1, 'task', {}],
  ]

  test('has its due date, its number with the reason for it, and who takes care of it', () => {
    const found = checklistOf(full, OCCASION, []).map((item) => {
      const { id, due, owner, needed, unit, inputs } = item
      return [id, due, owner, needed, unit, inputs]
    })
    expect(found).toEqual(lines)
  })

  test('names what it is by its kind', () => {
    const kinds = itemNeeds(full, OCCASION).map(({ id, kind, language }) => [id, kind, language])
    for (const [id, kind, language] of kinds) expect(id).toBe(language ? `${kind}-${language}` : kind)
    expect(kinds.filter(([, , language]) => language).map(([id]) => id)).toEqual([
      'interpreters-vi',
      'handouts-vi',
    ])
  })

  test('says of meals how many sessions the share of who comes is known from', () => {
    const inputs = (showSessions?: number) =>
      itemNeeds(full, { ...OCCASION, ...(showSessions !== undefined && { showSessions }) }).find(
        ({ id }) => id === 'meals',
      )?.inputs
    expect(inputs(4)).toMatchObject({ showSessions: 4 })
    for (const none of [undefined, 0]) expect(inputs(none)).not.toHaveProperty('showSessions')
  })
})

describe('a line that the needs no longer ask for', () => {
  const worked = (kind: 'interpreters' | 'handouts'): ItemState => ({
    id: `${kind}-so`,
    kind,
    language: 'so',
    status: 'confirmed',
    confirmed: 1,
    revision: 1,
  })
  const left = (kind: 'interpreters' | 'handouts', from = nothing) =>
    checklistOf(from, OCCASION, [worked(kind)]).filter(({ id }) => id === `${kind}-so`)

  test.each([
    ['interpreters', nothing, 'interpreters', '2027-03-05'],
    ['interpreters', needs, 'interpreters', '2027-03-05'],
    ['handouts', nothing, 'copies', '2027-03-09'],
    ['handouts', needs, 'copies', '2027-03-09'],
  ] as const)('stays once, as what it was: %s', (kind, from, unit, due) => {
    expect(left(kind, from)).toMatchObject([
      { kind, language: 'so', needed: 0, confirmed: 1, unit, due, inputs: {} },
    ])
  })

  test('is still for whom it was, where nobody took it', () => {
    const untaken = (kind: 'interpreters' | 'handouts') => left(kind).map(({ owner }) => owner)
    expect([untaken('interpreters'), untaken('handouts')]).toEqual([['organizer'], ['helper']])
  })

  test('has no language where it had none', () => {
    const state: ItemState = { id: 'gone', kind: 'handouts', revision: 1 }
    const item = checklistOf(nothing, OCCASION, [state]).find(({ id }) => id === 'gone')
    expect(item).not.toHaveProperty('language')
  })
})

describe("a school's own item", () => {
  const own = (rest: Partial<ItemState>) =>
    checklistOf(nothing, OCCASION, [{ id: 'x', kind: 'own', revision: 1, ...rest }]).find(
      ({ id }) => id === 'x',
    )

  test('is one task of a helper on the day of the session where nothing else is said', () => {
    expect(own({})).toMatchObject({ needed: 1, unit: 'task', due: '2027-03-19', owner: 'helper', inputs: {} })
  })
  test('keeps the number and the day that were said', () => {
    expect(own({ needed: 3, due: '2027-03-10' })).toMatchObject({ needed: 3, due: '2027-03-10' })
  })
})

test('an item that somebody worked on is listed once', () => {
  const ids = checklistOf(needs, OCCASION, [confirmed(2)]).map(({ id }) => id)
  expect(ids.filter((id) => id === 'childcare')).toHaveLength(1)
  expect(new Set(ids).size).toBe(ids.length)
})

test('what is for the day itself falls due when the school says that its day begins', () => {
  const timeline = { ...DEFAULT_SETTINGS.timeline, onTheDay: 1 }
  const eve = { ...OCCASION, settings: { ...DEFAULT_SETTINGS, timeline } }
  const due = Object.fromEntries(
    checklistOf(needs, eve, [{ id: 'x', kind: 'own', revision: 1 }]).map((item) => [item.id, item.due]),
  )
  expect(due).toMatchObject({ signs: '2027-03-18', stations: '2027-03-18', x: '2027-03-18' })
})

describe('an item that Convite does itself', () => {
  const invitations = (progress: OwnProgress | undefined, states: ItemState[] = []) => {
    const own = progress && { progress: { invitations: progress } }
    return checklistOf(nothing, { ...OCCASION, ...own }, states).find(({ id }) => id === 'invitations')
  }
  const byHand = (status: ItemState['status']): ItemState[] => [
    {
      id: 'invitations',
      kind: 'invitations',
      revision: 1,
      status,
      confirmed: 1,
      confirmedFor: '[1,null]',
    } as ItemState,
  ]

  test.each([
    ['planned', { state: 'planned' }, 'needed'],
    ['on its way', { state: 'told', people: 3, waiting: 2 }, 'asked'],
    ['sent', { state: 'told', people: 3, waiting: 0 }, 'done'],
    ['left to people', undefined, 'needed'],
  ] as const)('and that is %s says so', (_, progress, status) => {
    expect(invitations(progress)).toMatchObject({ status, ...(progress && { inputs: progress }) })
  })

  test('is never needed once Convite invited, whatever was set before, and a person’s word that it is done stays', () => {
    const told = { state: 'told', people: 3, waiting: 1 } as const
    expect(invitations(told, byHand('needed'))?.status).toBe('asked')
    expect(invitations(told, byHand('done'))?.status).toBe('done')
    expect(invitations(told, byHand('notNeeded'))?.status).toBe('notNeeded')
  })
})

describe('confirming', () => {
  test('fewer than are needed is refused; three of seven is asked', () => {
    expect(() => changeItem(childcare(7), undefined, { status: 'confirmed', confirmed: 3 })).toThrow(
      'invalid-input',
    )
    const asked = changeItem(childcare(7), undefined, { confirmed: 3 })
    expect(itemOf(childcare(7), asked)).toMatchObject({ status: 'asked', confirmed: 3, needed: 7 })
  })

  test('is to be checked again where the need changed, from what to what', () => {
    expect(itemOf(childcare(4), confirmed(3))).toMatchObject({
      status: 'recheck',
      confirmedFor: 3,
      needed: 4,
    })
    expect(itemOf(childcare(3), confirmed(3))).not.toHaveProperty('confirmedFor')
  })

  test('keeps how many families had replied, and counts those that replied since', () => {
    const state = changeItem(childcare(3), undefined, { status: 'confirmed' }, 40)
    expect(itemOf(childcare(3), state, 46)).toMatchObject({ status: 'confirmed' })
    expect(itemOf(childcare(4), state, 46)).toMatchObject({ status: 'recheck', repliedSince: 6 })
    expect(itemOf(childcare(4), state, 40)).not.toHaveProperty('repliedSince')
    expect(itemOf(childcare(4), state, 38)).not.toHaveProperty('repliedSince')
    // Confirmed before the number was kept.
    expect(itemOf(childcare(4), confirmed(3), 46)).not.toHaveProperty('repliedSince')
    expect(itemOf(childcare(3), confirmed(3), 46)).toMatchObject({ status: 'confirmed' })
  })
})
