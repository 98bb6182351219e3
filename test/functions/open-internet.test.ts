import { expect, test } from 'vitest'
import { readAddress } from '../../functions/open-internet.ts'

test.each([
  'http://example.org/a.ics',
  'https://127.0.0.1/a.ics',
  // A name that leads within our own walls is found out when it is looked up.
  'https://localhost/a.ics',
  'webcal://localhost/a.ics',
])('%s is not read', async (address) => {
  await expect(readAddress(address)).rejects.toMatchObject({ code: 'address-not-allowed' })
})

test('an unknown host name is refused', async () => {
  await expect(readAddress('https://no-such-name.invalid/a.ics')).rejects.toMatchObject({
    code: 'address-no-answer',
  })
})
