import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { accept } from '../../shared/access/accept.ts'
import { Refusal, refuse } from '../../shared/access/refusal.ts'
import { NewSchool } from '../../shared/school/school.ts'
import { attempt, readForm, type SentForm } from '../../web/form.ts'

async function formOf(fields: [string, string][]): Promise<SentForm> {
  const app = new Hono()
  let form: SentForm | undefined
  app.post('/', async (c) => {
    form = await readForm(c)
    return c.text('')
  })
  await app.request('/', { method: 'POST', body: new URLSearchParams(fields) })
  if (!form) throw new Error('no form was read')
  return form
}

describe('a form', () => {
  test.each([
    [
      'of parts that end too early',
      'multipart/form-data; boundary=----parts-of-a-form-0123456789',
      '------parts',
    ],
    ['of parts without a boundary', 'multipart/form-data', 'x'],
    ['with a name of a thousand steps', 'application/x-www-form-urlencoded', `${'a.'.repeat(1000)}b=1`],
  ])('%s is refused', async (_, type, body) => {
    const app = new Hono()
    app.post('/', async (c) => c.json((await readForm(c)).values))
    app.onError((fault, c) => c.text(fault instanceof Refusal ? fault.code : 'fault'))
    const answer = await app.request('/', { method: 'POST', headers: { 'content-type': type }, body })
    expect(await answer.text()).toMatch(/^(invalid-input|too-large)$/)
  })

  test('becomes nested values by its dotted names, and numbers, flags and lists by their kind', async () => {
    const { values } = await formOf([
      ['title.en', ' Reading '],
      ['seats:int', '20'],
      ['offers.food:flag', 'yes'],
      ['couldComeIf:list', 'food'],
      ['couldComeIf:list', 'ride'],
      ['allergens:lines', 'peanuts\negg, milk'],
      ['children.0.grade', '3'],
      ['children.1.grade', ''],
      ['children.2.grade', 'K'],
    ])
    expect(values).toEqual({
      title: { en: 'Reading' },
      seats: 20,
      offers: { food: true },
      couldComeIf: ['food', 'ride'],
      allergens: ['peanuts', 'egg', 'milk'],
      children: [{ grade: '3' }, { grade: 'K' }],
    })
  })

  test('keeps what was typed under the name of the field', async () => {
    const { typed, values } = await formOf([
      ['seats:int', 'twenty'],
      ['place', ''],
    ])
    expect({ ...typed }).toEqual({ seats: ['twenty'], place: [''] })
    expect(values).toEqual({ seats: 'twenty' })
  })

  test('in trouble names each row as it was typed, though empty ones are left out', async () => {
    const { values, failed } = await formOf([
      ['people.1.name', 'Ana'],
      ['people.4.ways.2.kind', 'sms'],
      ['title.en', 'x'],
    ])
    expect(values.people).toEqual([{ name: 'Ana' }, { ways: [{ kind: 'sms' }] }])
    const pointers = ['/people/1/ways/0/address', '/people/0/name', '/people', '/title/en', '/people/7/name']
    const errors = pointers.map((pointer) => ({ pointer, detail: 'required' }))
    const { trouble } = failed({ code: 'invalid-input', errors, details: {} })
    expect(trouble?.errors.map(({ pointer }) => pointer)).toEqual([
      '/people/4/ways/2/address',
      '/people/1/name',
      '/people',
      '/title/en',
      '/people/7/name',
    ])
  })

  test('cannot reach into the prototype of anything', async () => {
    const { values } = await formOf([['__proto__.isAdmin', 'yes']])
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined()
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype)
  })
})

describe('a value that a schema refuses', () => {
  const Schema = z.strictObject({
    name: z.string().min(1).max(5),
    adults: z.int().min(1),
    email: z.email().optional(),
    zone: z
      .string()
      .refine(() => false, 'time-zone')
      .optional(),
  })
  const errorsOf = (value: unknown) => {
    try {
      accept(Schema, value)
      return []
    } catch (fault) {
      return fault instanceof Refusal ? fault.details.errors : undefined
    }
  }

  test('names each field by pointer and code', () => {
    expect(errorsOf({ adults: 'x', email: 'a', zone: 'Mars' })).toEqual([
      { pointer: '/name', detail: 'required' },
      { pointer: '/adults', detail: 'number' },
      { pointer: '/email', detail: 'email' },
      { pointer: '/zone', detail: 'time-zone' },
    ])
    expect(errorsOf({ name: 'too long', adults: 0, extra: 1 })).toEqual([
      { pointer: '/name', detail: 'too-long' },
      { pointer: '/adults', detail: 'too-small' },
      { pointer: '/extra', detail: 'unknown-field' },
    ])
  })

  test('names each field once, and a language that is there twice as such', () => {
    const school = { name: 'Puente', timeZone: 'America/New_York', defaultLanguage: 'en' }
    const errorsIn = (languages: string[]) => {
      try {
        return accept(NewSchool, { ...school, languages })
      } catch (fault) {
        return fault instanceof Refusal ? fault.details.errors : undefined
      }
    }
    expect(errorsIn(['en', 'English'])).toEqual([{ pointer: '/languages/1', detail: 'language' }])
    expect(errorsIn(['en', 'es', 'EN'])).toEqual([{ pointer: '/languages/2', detail: 'duplicate-language' }])
  })

  test('comes back as trouble, but what the form cannot mend ends the page', async () => {
    expect(await attempt(async () => refuse('poll-closed'))).toMatchObject({
      trouble: { code: 'poll-closed', errors: [] },
    })
    await expect(attempt(async () => refuse('not-found'))).rejects.toThrow(Refusal)
  })
})
