import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { expect, test } from 'vitest'
import { senderHeader, senderOf } from '../../../functions/sender/sender-address.ts'

test.each([
  ['Convite <convite@example.org>', 'convite@example.org'],
  ['convite@example.org', 'convite@example.org'],
  ['"Convite <old>" <convite@example.org> ', 'convite@example.org'],
])('the deployment’s address is taken out of %j', (from, address) => {
  expect(senderOf(from, 'Riverbend School')).toEqual({ name: 'Riverbend School', address })
})

test('a plain name is in quotes, another one is encoded', () => {
  const address = 'convite@example.org'
  expect(senderHeader({ name: 'Riverbend "River" School', address })).toBe(
    '"Riverbend \\"River\\" School" <convite@example.org>',
  )
  expect(senderHeader({ name: 'Niños', address })).toBe('=?UTF-8?B?TmnDsW9z?= <convite@example.org>')
})

test('whatever a school is called, a mail program reads that name and our address', async () => {
  const names = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 120 })
    .map((name) =>
      name
        .replace(/[\p{C}\u2028\u2029]/gu, 'x')
        .replaceAll('=?', '= ?')
        .trim(),
    )
    .filter((name) => name !== '')
  await fc.assert(
    fc.asyncProperty(names, async (name) => {
      const header = senderHeader({ name, address: 'convite@example.org' })
      for (const word of header.split(' ').filter((one) => one.startsWith('=?')))
        expect(word.length).toBeLessThanOrEqual(75)
      const { from } = await simpleParser(`From: ${header}\r\n\r\n`)
      expect(from?.value).toEqual([{ name, address: 'convite@example.org' }])
    }),
    { numRuns: 200 },
  )
})
