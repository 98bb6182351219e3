import { expect, test } from 'vitest'
import { isOpenAddress, openUrl } from '../../functions/open-address.ts'

test.each(['8.8.8.8', '93.184.216.34', '172.32.0.1', '2606:4700:4700::1111'])(
  '%s is on the open internet',
  (address) => {
    expect(isOpenAddress(address)).toBe(true)
  },
)

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00:ec2::254',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:db8::1',
  'localhost',
  '',
])('%s is not on it', (address) => {
  expect(isOpenAddress(address)).toBe(false)
})

test.each([
  ['https://example.org/school.ics', true],
  ['http://example.org/school.ics', false],
  ['file:///etc/passwd', false],
  ['https://user:secret@example.org/', false],
  ['https://example.org:8443/', false],
  ['https://127.0.0.1/', false],
  ['https://2130706433/', false],
  ['https://0x7f.1/', false],
  ['https://[::1]/', false],
  ['https://[::ffff:169.254.169.254]/', false],
  ['example.org', false],
])('%s may be asked: %s', (text, may) => {
  expect(openUrl(text) !== undefined).toBe(may)
})

test('the target of a redirect is checked like an address, relative to its source', () => {
  expect(openUrl('/other.ics', 'https://example.org/a')?.href).toBe('https://example.org/other.ics')
  expect(openUrl('//169.254.169.254/latest', 'https://example.org/a')).toBeUndefined()
})
