import { expect, test } from 'vitest'
import { oneLine, plainLines } from '../../../web/messages/one-line.ts'

test('a text on one line has no break of any kind in it', () => {
  expect(oneLine(' Reading\r\nBcc: all\u2028\u0085x\u0000 ')).toBe('Reading Bcc: all x')
})

test('the lines of a text stay lines, and hold no other sign that nobody sees', () => {
  expect(plainLines('Bring:\r\n a book\ta pen\rand\u2028time\u0000')).toBe(
    'Bring:\n a book a pen\nand\ntime ',
  )
})
