import { describe, expect, test } from 'vitest'
import { languageOfText, localText, tagInScript } from '../../../shared/school/language-choice.ts'

test('a title is read in the reader’s language, else in English, else in whatever there is', () => {
  expect(localText({ en: 'Reading', es: 'Lectura' }, 'es')).toBe('Lectura')
  expect(localText({ en: 'Reading' }, 'es')).toBe('Reading')
  expect(localText({ vi: 'Đọc' }, 'es')).toBe('Đọc')
})

describe('a text in several languages', () => {
  test('is found for a reader of the language in another spelling of its tag', () => {
    const title = { en: 'Reading', 'zh-Hans': '阅读', 'es-MX': 'Lectura' }
    expect(localText(title, 'zh')).toBe('阅读')
    expect(languageOfText(title, 'zh')).toBe('zh-Hans')
    expect(localText(title, 'es')).toBe('Lectura')
    expect(localText({ 'en-GB': 'Reading', vi: 'Đọc' }, 'so')).toBe('Reading')
  })

  test('is read in the reader’s script where it is there, else in another', () => {
    const title = { en: 'Reading', 'zh-Hant': '閱讀', 'zh-Hans': '阅读' }
    expect(localText(title, 'zh')).toBe('阅读')
    expect(localText(title, 'zh-TW')).toBe('閱讀')
    expect(localText({ en: 'Reading', 'zh-Hant': '閱讀' }, 'zh')).toBe('閱讀')
  })
})

test.each([
  ['zh-Hans', ['zh'], 'zh'],
  ['zh', ['en', 'zh-Hans'], 'zh-Hans'],
  ['zh-Hans', ['zh-Hant'], undefined],
  ['es-MX', ['en', 'es'], 'es'],
  ['so', ['en', 'es'], undefined],
] as const)('a reader of %s finds among %j in the own script %s', (language, tags, found) => {
  expect(tagInScript(tags, language)).toBe(found)
})
