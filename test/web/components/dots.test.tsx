import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DotShape, Dots, familiesPerDot } from '../../../web/components/dots.tsx'

const SHAPES: DotShape[] = ['full', 'half', 'empty', 'small']
const draw = (counts: readonly number[]) =>
  String(
    <Dots
      title="Somali"
      description="Yes: 2"
      parts={counts.map((count, place) => ({ shape: SHAPES[place] ?? 'small', count }))}
    />,
  )
const dotsIn = (drawn: string, shape: DotShape) => {
  const path = new RegExp(`class="dot-${shape}" d="([^"]*)"`).exec(drawn)?.[1] ?? ''
  return path.split('M').length - 1
}

test('each answer has a shape of its own, and the picture a title and a description', () => {
  const drawn = draw([2, 0, 3, 1])
  expect(drawn).toContain('<title>Somali</title><desc>Yes: 2</desc>')
  expect(dotsIn(drawn, 'full')).toBe(2)
  expect(drawn).not.toContain('dot-half')
  expect(dotsIn(drawn, 'empty')).toBe(3)
  expect(dotsIn(drawn, 'small')).toBe(1)
})

test('nobody is rounded away, and a picture stays small', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20_000), { minLength: 4, maxLength: 4 }), (counts) => {
      const drawn = draw(counts)
      const each = familiesPerDot(counts.reduce((sum, count) => sum + count, 0))
      const dots = SHAPES.map((shape) => dotsIn(drawn, shape) / (shape === 'half' ? 2 : 1))
      expect(dots).toEqual(counts.map((count) => Math.ceil(count / each)))
      expect(dots.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(104)
    }),
  )
})
