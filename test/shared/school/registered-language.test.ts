import { expect, test } from 'vitest'
import { isRegisteredLanguage } from '../../../shared/school/registered-language.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'.split('')

test('languages of the registry are known, also those without a name in this runtime', () => {
  for (const tag of ['es', 'zh-Hant', 'mam', 'kjb', 'mix', 'quc', 'hnj', 'prs', 'yue', 'ase', 'kar', 'iw'])
    expect([tag, isRegisteredLanguage(tag)]).toEqual([tag, true])
})

test('codes of no language are not, nor those for private use or for saying that there is none', () => {
  for (const tag of [
    'esp',
    'zzz',
    'und',
    'mis',
    'mul',
    'zxx',
    'qaa',
    'qtz',
    'spa',
    'xx',
    'ES',
    'e',
    'spanish',
    '',
  ])
    expect([tag, isRegisteredLanguage(tag)]).toEqual([tag, false])
})

test('the registry of 2025-08-25 has 190 codes of two letters and 8,073 of three', () => {
  const two = LETTERS.flatMap((one) => LETTERS.map((other) => one + other))
  const three = two.flatMap((start) => LETTERS.map((end) => start + end))
  expect([two, three].map((codes) => codes.filter(isRegisteredLanguage).length)).toEqual([190, 8073])
})
