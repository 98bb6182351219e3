import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paperAddress, readPaperCode } from '../../../web/school/paper-code.ts'

const TOKEN = 'abc123def456.fam456fam456.AAAAAAAAAAAAAAAAAAAA-_'
const WORKSHOP = { id: '0123456789ab-cdef456789ab' }

test('the code of a printed ballot says whose it is, and of which vote', () => {
  const address = paperAddress('https://convite.example.org', TOKEN, WORKSHOP)
  expect(address).toBe(`https://convite.example.org/f/${TOKEN}?b=0123456789ab-cdef456789ab-0`)
  const code = { token: TOKEN, workshop: WORKSHOP.id, optionsVersion: 0 }
  expect(readPaperCode(address)).toEqual(code)
  expect(readPaperCode(address.replace('convite.example.org', 'old.example.org'))).toEqual(code)
})

test.each([
  ['nothing', ''],
  ['a text', 'Riverbend School'],
  ['another address', 'https://example.org/menu'],
  ['a link without a vote', `https://convite.example.org/f/${TOKEN}`],
  ['a vote without a link', 'https://convite.example.org/f/?b=0123456789ab-cdef456789ab-3'],
  ['a link of several steps', `https://convite.example.org/f/${TOKEN}/more?b=0123456789ab-cdef456789ab-3`],
  ['a mark that is cut off', `https://convite.example.org/f/${TOKEN}?b=0123456789ab-cdef456789ab-`],
  ['a mark with another sign', `https://convite.example.org/f/${TOKEN}?b=../x-1`],
  [
    'a text of great length',
    `https://convite.example.org/f/${'a'.repeat(5000)}?b=0123456789ab-cdef456789ab-3`,
  ],
  ['what would run', 'javascript:alert(1)'],
])('%s is no ballot’s code', (_, text) => {
  expect(readPaperCode(text)).toBeUndefined()
})

test('any text is read without a fault', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl({ withQueryParameters: true })), (text) => {
      expect(() => readPaperCode(text)).not.toThrow()
    }),
  )
})
