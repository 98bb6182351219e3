import { expect, test } from 'vitest'
import { accept } from '../../../shared/access/accept.ts'
import { NewSignUp, newSignUp } from '../../../shared/session/sign-up.ts'
import { TEMPLATES, templateLines } from '../../../shared/session/sign-up-template.ts'

const SESSION = {
  start: '2027-03-09T23:00:00.000Z',
  end: '2027-03-10T00:30:00.000Z',
  timeZone: 'America/New_York',
}
const occasion = (families: number) => ({ families, languages: ['en', 'so'], ...SESSION })

test('a potluck for 36 families asks for four main dishes for ten and three salads', () => {
  expect(templateLines('potluck', occasion(36))).toMatchObject([
    { kind: 'mainDish', wanted: 4, portions: 10 },
    { kind: 'salad', wanted: 3, portions: 5 },
    { kind: 'drinks', wanted: 3 },
    { kind: 'dessert', wanted: 3 },
  ])
})

test('setting up ends when the session begins, and cleaning up begins when it ends', () => {
  expect(templateLines('setUp', occasion(36))).toMatchObject([
    { from: '2027-03-09T22:30:00.000Z', to: SESSION.start },
    { from: SESSION.end, to: '2027-03-10T01:00:00.000Z' },
  ])
})

test('greeters are one a language of the school', () => {
  expect(templateLines('greeters', occasion(36)).map(({ language }) => language)).toEqual(['en', 'so'])
})

test.each(TEMPLATES)('each line of %s can be added, however many families come', (template) => {
  for (const families of [0, 1, 5000])
    for (const { kind: _, language: _language, ...line } of templateLines(template, occasion(families))) {
      const made = newSignUp(accept(NewSignUp, { title: { en: 'x' }, ...line }), SESSION, 0)
      expect(made.wanted).toBeGreaterThan(0)
    }
})
