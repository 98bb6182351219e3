import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { QrCode } from '../../../web/components/qr-code.tsx'

test('a code is drawn as it was made, module by module, and says where it leads', () => {
  const address = 'https://workshops.example.org/f/0123456789abcdef0123456789abcdef'
  const drawn = String(<QrCode address={address} label="Your page" />)
  expect(drawn).toContain('role="img" aria-label="Your page"')
  const { data, size } = encode(address, { border: 4, ecc: 'M' })
  const grid = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  for (const [, x, y, width] of drawn.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let at = 0; at < Number(width); at++) {
      const row = grid[Number(y)]
      if (row) row[Number(x) + at] = true
    }
  }
  expect(grid).toEqual(data)
  // A whole school's ballots must fit into one answer.
  expect(drawn.length).toBeLessThan(6_000)
})
