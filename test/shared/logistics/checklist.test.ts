import { describe, expect, test } from 'vitest'
import { checklistOf } from '../../../shared/logistics/checklist.ts'
import { basisOf, changeItem, type ItemNeed, type ItemState, itemOf } from '../../../shared/logistics/item.ts'
import { needsOf } from '../../../shared/logistics/needs.ts'
import { DEFAULT_SETTINGS } from '../../../shared/school/school.ts'
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
