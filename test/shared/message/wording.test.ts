import { describe, expect, test } from 'vitest'
import { mustKeepFields, WORDED_KINDS, worded, wordingIn } from '../../../shared/message/wording.ts'
import { loadLanguages, PAGE_LANGUAGES, translator } from '../../../web/messages/catalogue.ts'

const refused = (text: string) => {
  try {
    mustKeepFields('timeChosen', text)
  } catch (fault) {
    return (fault as { code: string }).code
  }
  return 'kept'
}

describe('A school’s own sentence', () => {
  test.each([
    ['Come to {title} on {when}!', 'kept'],
    ['{when}: {title}, and again {title}', 'kept'],
    ['Come to {title}!', 'wording-fields'],
    ['Come to {title} on {when}, {name}!', 'wording-fields'],
    ['Come to {title} on {When}', 'wording-fields'],
    ['Come to {title} on {when', 'wording-fields'],
    ['Come to {title} on {when}}', 'wording-fields'],
    ['Come to {{title}} on {when}', 'wording-fields'],
    ['Come to {title} on {when} {}', 'wording-fields'],
    ['{when, date} {title}', 'wording-fields'],
  ])('%s is %s', (text, outcome) => {
    expect(refused(text)).toBe(outcome)
  })

  test('inserts field values as they are', () => {
    const fields = { title: '{when} $& <b>', when: 'Tuesday' }
    expect(worded('{title} on {when}', fields)).toBe('{when} $& <b> on Tuesday')
  })

  test('may be the usual one, in every language', async () => {
    await loadLanguages()
    const fields = { title: '{title}', when: '{when}', until: '{until}' }
    for (const language of PAGE_LANGUAGES) {
      for (const kind of WORDED_KINDS) {
        const usual = translator(language)(`notice.text.${kind}`, fields)
        expect(() => mustKeepFields(kind, usual), `${language} ${kind}`).not.toThrow()
      }
    }
  })
})

test('A school’s own sentence is read in another spelling of its language’s tag, in no other script or language', () => {
  const own = (language: string) => ({ kind: 'thanks', language, text: language, by: 'Ada', at: '' }) as const
  expect(wordingIn([own('en'), own('zh-Hans')], 'zh')?.text).toBe('zh-Hans')
  expect(wordingIn([own('es')], 'es-MX')?.text).toBe('es')
  expect(wordingIn([own('zh-Hant')], 'zh-Hans')).toBeUndefined()
  expect(wordingIn([own('en')], 'so')).toBeUndefined()
})
