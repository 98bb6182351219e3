import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { parseSync, Visitor } from 'oxc-parser'
import { describe, expect, test } from 'vitest'
import {
  acceptedLanguages,
  bestLanguage,
  direction,
  isMachineMade,
  learn,
  loadLanguages,
  type MessageKey,
  ownLanguageNames,
  PAGE_LANGUAGES,
  textsOf,
  translator,
} from '../../../web/messages/catalogue.ts'
import { errors } from '../../../web/messages/en-errors.ts'
import { enLater } from '../../../web/messages/en-later.ts'
import { enManual } from '../../../web/messages/en-manual.ts'
import spanish from '../../../web/messages/languages/es.json' with { type: 'json' }
import { en } from '../../../web/messages/school/en.ts'

learn(en)
learn(enLater)
learn(errors)
learn(enManual)
await loadLanguages()

const parse = (text: string) => new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst()
type Element = ReturnType<typeof parse>[number]

// Elements without a name: plain text, and the number sign within a plural.
const NAMELESS = [0, 7]

function placeholders(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    if (NAMELESS.includes(element.type)) return []
    const own = 'value' in element ? [String(element.value)] : []
    const inner =
      'options' in element ? Object.values(element.options).flatMap(({ value }) => placeholders(value)) : []
    return [...own, ...inner]
  })
}

const named = (text: string) => [...new Set(placeholders(parse(text)))].sort()
const keys = Object.keys(textsOf('en')) as MessageKey[]

function sources(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return entry.name === 'messages' ? sourcesOfMessages(path) : sources(path)
      return readFileSync(path, 'utf8')
    })
    .join('\n')
}

// The catalogues themselves are left out: they hold texts and use none.
function sourcesOfMessages(folder: string): string {
  return [
    'refusal-text.ts',
    'failure-words.ts',
    'outgoing.tsx',
    'notice-page.ts',
    'notice-words.ts',
    'text-answer-words.ts',
  ]
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n')
}

describe('the catalogues', () => {
  for (const language of PAGE_LANGUAGES) {
    test(`${language} has every text, with the same placeholders as English, and each can be formatted`, () => {
      expect(Object.keys(textsOf(language)).sort()).toEqual([...keys].sort())
      const t = translator(language)
      for (const key of keys) {
        const fields = named(textsOf('en')[key] ?? '')
        expect(named(textsOf(language)[key] ?? ''), key).toEqual(fields)
        expect(t(key, Object.fromEntries(fields.map((field) => [field, 2]))), key).not.toBe('')
      }
    })
  }

  test('hold no text that no page uses', () => {
    const used = sources('web')
    const stems = [...used.matchAll(/`([\w.]+\.)\$\{/g)].map((match) => match[1] ?? '')
    const quoted = new Set([...used.matchAll(/(['"])([\w.-]+)\1/g)].map((match) => match[2]))
    const unused = keys.filter((key) => !quoted.has(key) && !stems.some((stem) => key.startsWith(stem)))
    expect(unused).toEqual([])
  })

  test('count people in words that fit the number', () => {
    expect(translator('en')('replied.people', { adults: 1, children: 0 })).toBe('1 adult, no children')
    expect(translator('es')('replied.people', { adults: 2, children: 1 })).toBe('2 adultos, 1 niño')
  })
})

describe('the pages', () => {
  test('hold no text of their own', () => {
    const found = pagesIn('web').flatMap((path) => hardCoded(readFileSync(path, 'utf8'), path))
    expect(found).toEqual([])
    // Proves that the check finds something.
    expect(hardCoded('const page = <p aria-label="Close it">Hello</p>', 'planted.tsx')).toEqual([
      'planted.tsx: Hello',
      'planted.tsx: Close it',
    ])
  })
})

function pagesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return pagesIn(path)
    return path.endsWith('.tsx') ? [path] : []
  })
}

const READ_ALOUD = new Set([
  'aria-label',
  'title',
  'alt',
  'placeholder',
  'label',
  'legend',
  'hint',
  'caption',
])
const WORD = /\p{L}{2,}/u

/** The words in a page's source that belong in a catalogue: text, and attributes that are read. */
function hardCoded(source: string, path: string): string[] {
  const { program } = parseSync(path, source)
  const texts: string[] = []
  const attributes: string[] = []
  new Visitor({
    JSXText: ({ value }) => void (WORD.test(value) && texts.push(value.trim())),
    JSXAttribute: ({ name, value }) => {
      const isRead = name.type === 'JSXIdentifier' && READ_ALOUD.has(name.name)
      if (isRead && value?.type === 'Literal' && WORD.test(String(value.value)))
        attributes.push(String(value.value))
    },
  }).visit(program)
  return [...texts, ...attributes].map((text) => `${path}: ${text}`)
}

describe('the language of a page', () => {
  test('is the first wish that there are pages in, else English', () => {
    expect(bestLanguage([undefined, 'fr', 'es-MX', 'en'])).toBe('es')
    expect(bestLanguage(['zh-Hant-TW'])).toBe('zh')
    expect(bestLanguage(['fr'])).toBe('en')
  })

  test('follows the browser, the most wished first', () => {
    expect(acceptedLanguages('en;q=0.3, es-MX, fr;q=0, de;q=0.8')).toEqual(['es-MX', 'de', 'en'])
    expect(acceptedLanguages(undefined)).toEqual([])
  })

  test('runs from right to left for Arabic and from left to right for the others', () => {
    expect(direction('ar')).toBe('rtl')
    expect(direction('zh')).toBe('ltr')
    expect(direction('es')).toBe('ltr')
    expect(direction('en-12')).toBe('ltr')
  })

  test('is offered under the name that its speakers use', () => {
    expect(ownLanguageNames()).toContainEqual({ tag: 'es', name: 'Español' })
  })
})

test.each(PAGE_LANGUAGES)('an invitation is said to be where the menu says, in %s', (language) => {
  const t = translator(language)
  expect(t('team.invited')).toContain(t('school.nav.outbox'))
})

describe('a text in several languages', () => {
  test('is said to be machine-made by the language in which it was found', () => {
    const title = { en: 'Reading', 'zh-Hans': '阅读' }
    const mark = { state: 'machine', by: 'm1', at: '2026-11-01T00:00:00.000Z', of: 'a' } as const
    expect(isMachineMade({ title, translations: { 'zh-Hans': mark } }, 'zh')).toBe(true)
  })
})

// Pronouns, common verbs and the past of the familiar form. "Existe" and its kind end alike and are no such past.
const FAMILIAR =
  /(?<!\p{L})(tú|tu|tus|te|ti|contigo|puedes|tienes|quieres|necesitas|verás|podrás|eres|haz|\p{L}+aste|\p{L}+(?<!ex|cons|ins|as|pers|res)iste)(?!\p{L})/iu

test('Spanish says usted to families and to the team alike', () => {
  const familiar = Object.entries(spanish.texts).filter(([, text]) => FAMILIAR.test(text))
  expect(familiar).toEqual([])
})

test('a sentence that ends in an abbreviated hour has one full stop', async () => {
  await loadLanguages(['es'])
  const until = '8:00 p.m.'
  expect(translator('es')('vote.until', { until })).toBe('Vote hasta el 8:00 p.m.')
})
