import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  fingerprint,
  originalLanguage,
  TranslationInput,
  translateText,
  translateWords,
  truncated,
  withTranslation,
} from '../../../shared/workshop/translation.ts'
import { changeWorkshop, type Workshop } from '../../../shared/workshop/workshop.ts'
import { READING } from '../../support/puente.ts'

const workshop: Workshop = { ...READING, id: 's-w', status: 'draft', revision: 1 }
const mark = { state: 'machine', by: '', at: '2027-03-01T15:00:00.000Z', of: 'x' } as const
const both = { from: 'en', to: 'es' }

test('the original is in the school’s language where it was written so, else in the first that is no translation', () => {
  expect(originalLanguage(workshop, 'en')).toBe('en')
  expect(originalLanguage(workshop, 'es')).toBe('en')
  const translated = withTranslation(workshop, 'es', { title: 'Leer en casa', mark })
  expect(originalLanguage(translated, 'es')).toBe('en')
  expect(originalLanguage({ title: {} }, 'so')).toBe('so')
})

test('a translation is stored beside the original, with its origin', () => {
  const one = withTranslation(workshop, 'es', { title: 'Leer', description: 'Con niños', mark })
  expect(one).toMatchObject({
    title: { en: 'Reading at home', es: 'Leer' },
    description: { es: 'Con niños' },
    translations: { es: mark },
    revision: 2,
  })
  const without = withTranslation(one, 'es', { title: 'Leer', mark: { ...mark, state: 'reviewed' } })
  expect(without.description).toBeUndefined()
  expect(without.translations?.es?.state).toBe('reviewed')
})

test('what somebody writes over by hand is no translation any more, and what changes elsewhere stays one', () => {
  const one = withTranslation(workshop, 'es', { title: 'Leer', mark })
  const written = changeWorkshop(one, { title: { en: 'Reading at home', es: 'Leer en casa' } })
  expect(written.translations).toBeUndefined()
  const moved = changeWorkshop(one, { place: 'Library', title: { en: 'Reading', es: 'Leer' } })
  expect(moved.translations).toEqual({ es: mark })
  expect(fingerprint(moved, 'en')).not.toBe(fingerprint(one, 'en'))
})

test('fields are kept from the machine, and what it leaves out is refused', async () => {
  const given: string[] = []
  const machine = async (text: string) => {
    given.push(text)
    return text.replace('is on', 'es el')
  }
  expect(await translateText(machine, '{title} is on {when}. <Bring> "it" & enjoy', both)).toBe(
    '{title} es el {when}. <Bring> "it" & enjoy',
  )
  expect(given[0]).toContain('<span translate="no">{title}</span>')
  expect(given[0]).toContain('&lt;Bring&gt; &quot;it&quot; &amp; enjoy')
  for (const broken of ['', '{title} es', '{título} es el {when}', '{title} {when} {when}'])
    await expect(translateText(async () => broken, '{title} is on {when}', both)).rejects.toMatchObject({
      code: 'translation-failed',
    })
})

test('a machine that changes nothing gives back any text as it was', async () => {
  const text = fc
    .string({ minLength: 1 })
    .filter((one) => one.trim() === one && !/&(amp|lt|gt|quot|#39);|<\/?span/.test(one))
  await fc.assert(
    fc.asyncProperty(text, async (one) => {
      expect(await translateText(async (given) => given, one, both)).toBe(one)
    }),
  )
})

test('words are made where there are none, and those that are there stay', async () => {
  const machine = async (text: string, { to }: { to: string }) => `${to}: ${text}`
  const made = await translateWords(
    machine,
    { en: 'Hello', es: 'Hola' },
    { original: 'en', languages: ['en', 'es', 'so'] },
  )
  expect(made).toEqual({ words: { en: 'Hello', es: 'Hola', so: 'so: Hello' }, machine: ['so'] })
})

test('a translation that is too long is cut, and a person’s must not be', () => {
  expect(truncated('x'.repeat(130), 'title')).toHaveLength(120)
  expect(truncated('x', 'title')).toBe('x')
  expect(TranslationInput.safeParse({ title: 'x'.repeat(121) }).success).toBe(false)
})
