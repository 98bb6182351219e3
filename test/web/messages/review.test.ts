import { expect, test } from 'vitest'
import { keepsFields, partsOf, type Review, textsIn, withReview } from '../../../web/messages/review.ts'

const texts = {
  'vote.until': 'Vote hasta el {until}.',
  'vote.send': 'Enviar',
  'home.votes': '{count, plural, one {# voto de {name}} other {# votos de {name}}}',
}
const review = (change: Partial<Review>): Review => ({
  ...{ language: 'es', by: 'Rosa', on: '2027-03-01', reviewed: [], better: {} },
  ...change,
})

test('texts are read in parts, in the order of the catalogue', () => {
  expect([...partsOf(texts)]).toEqual([
    ['vote', 2],
    ['home', 1],
  ])
  expect(textsIn(texts, 'vote').map(([key]) => key)).toEqual(['vote.until', 'vote.send'])
})

test.each([
  ['Vote hasta el {until}.', 'Puede votar hasta el {until}.', true],
  ['Vote hasta el {until}.', 'Puede votar hasta el martes.', false],
  ['Vote hasta el {until}.', 'Puede votar hasta el {hasta}.', false],
  ['Enviar', 'Enviar {name}', false],
  ['Enviar', 'Enviar {name', false],
  [
    texts['home.votes'],
    '{count, plural, one {un voto, de {name}} many {# de votos, de {name}} other {# votos, de {name}}}',
    true,
  ],
  [texts['home.votes'], '{count, plural, one {un voto} other {# votos}}', false],
  [texts['home.votes'], '{count} votos de {name}', true],
])('%s written as %s keeps what is filled in: %s', (before, after, isKept) => {
  expect(keepsFields(before, after)).toBe(isKept)
})

test('what was read over is kept with what was before, and better texts take their place', () => {
  const file = { reviewed: ['home.votes'], texts }
  const after = withReview(
    file,
    review({ reviewed: ['vote.until'], better: { 'vote.send': 'Enviar mi voto' } }),
  )
  expect(after.reviewed).toEqual(['vote.until', 'vote.send', 'home.votes'])
  expect(after.texts).toEqual({ ...texts, 'vote.send': 'Enviar mi voto' })
  expect(withReview(after, review({}))).toEqual(after)
})

test('a text that is gone, or that lost what is filled in, is left as it was', () => {
  const better = { 'vote.until': 'Vote pronto.', 'vote.gone': 'Ya no está', constructor: 'No' }
  const after = withReview({ reviewed: [], texts }, review({ reviewed: ['vote.old'], better }))
  expect(after).toEqual({ reviewed: [], texts })
})
