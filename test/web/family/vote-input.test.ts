import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../shared/access/refusal.ts'
import { ballotInput, ofVotePage } from '../../../web/family/vote-input.ts'

const ZONE = 'America/Chicago'
const read = (values: Record<string, unknown>) => ballotInput(values, ZONE)

/** The errors for which a form is refused. */
function errorsOf(values: Record<string, unknown>) {
  try {
    read(values)
  } catch (fault) {
    if (fault instanceof Refusal) return fault.details.errors
    throw fault
  }
  return []
}

describe('the form of a vote', () => {
  test('says the answers, and leaves the revisions to the page', () => {
    expect(read({ answers: { a: 'yes' }, revisions: { a: '1' }, version: 2 })).toEqual({
      answers: { a: 'yes' },
      version: 2,
    })
    expect(read({ line: 'After the shift' })).toEqual({ answers: {}, line: 'After the shift' })
  })

  test('is cleared by "none of these" that is ticked now', () => {
    expect(read({ answers: { a: 'yes' }, noneWork: true })).toEqual({ answers: {}, noneWork: true })
  })

  test('keeps a time that was answered beside a tick from before, so that the rule asks which is right', () => {
    expect(read({ answers: { a: 'yes' }, noneWork: true, hadNone: 1 })).toEqual({
      answers: { a: 'yes' },
      noneWork: true,
    })
    expect(read({ answers: { a: 'yes' }, hadNone: 1 })).toEqual({ answers: { a: 'yes' } })
  })

  test('suggests another time on the clock of the school', () => {
    expect(read({ suggestedStartLocal: '2026-12-12T18:00' })).toMatchObject({
      suggestedStart: '2026-12-13T00:00:00.000Z',
    })
    expect(errorsOf({ suggestedStartLocal: 'tonight' })).toMatchObject([{ pointer: '/suggestedStartLocal' }])
    expect(errorsOf({ suggestedStartLocal: '2027-03-14T02:30' })).toMatchObject([
      { pointer: '/suggestedStartLocal', detail: 'nonexistent-local-time' },
    ])
  })
})

describe('what would help', () => {
  test('is made real by the ages of the children and the language of the interpreter', () => {
    const wish = { band: { toddler: 1, preschool: 2, teen: 0 }, language: 'so' }
    expect(read({ couldComeIf: ['childcare', 'interpreter', 'food'], wish })).toMatchObject({
      couldComeIf: [
        {
          kind: 'childcare',
          children: [{ ageBand: 'toddler' }, { ageBand: 'preschool' }, { ageBand: 'preschool' }],
        },
        { kind: 'interpreter', language: 'so' },
        'food',
      ],
    })
  })

  test('may be said without either', () => {
    const couldComeIf = ['childcare', 'interpreter']
    expect(read({ couldComeIf })).toMatchObject({ couldComeIf })
    expect(read({ couldComeIf, wish: { band: {} } })).toMatchObject({ couldComeIf })
  })

  test('is not asked for details of a wish that is not ticked', () => {
    const wish = { band: { toddler: -1 }, language: 'klingon!' }
    expect(read({ couldComeIf: ['ride'], wish })).toMatchObject({ couldComeIf: ['ride'] })
    expect(read({ wish })).toEqual({ answers: {} })
  })

  test.each([
    [{ band: { toddler: -1 } }, '/wish/band/toddler', 'too-small'],
    [{ band: { toddler: 21 } }, '/wish/band', 'too-many'],
    [{ band: { toddler: 11, teen: 10 } }, '/wish/band', 'too-many'],
    [{ band: { teen: 'two' } }, '/wish/band/teen', 'number'],
    [{ language: 'not a language' }, '/wish/language', 'language'],
  ])('is refused at the field of %j', (wish, pointer, detail) => {
    expect(errorsOf({ couldComeIf: ['childcare', 'interpreter'], wish })).toEqual([{ pointer, detail }])
  })

  test.each(['a ride', [['ride']], [{ kind: 'ride' }]])(
    'goes on as %j, for the rule to refuse',
    (couldComeIf) => {
      expect(read({ couldComeIf })).toMatchObject({ couldComeIf })
    },
  )
})

test('what the rule refuses is trouble at a field that the page has', () => {
  const errors = [
    { pointer: '/couldComeIf/3', detail: 'invalid' },
    { pointer: '/suggestedStart', detail: 'time-in-past' },
    { pointer: '/answers/gone', detail: 'unknown-option' },
    { pointer: '/noneWork', detail: 'none-with-yes' },
  ]
  const form = { values: { answers: { a: 'no', b: 'yes' } } }
  const { errors: placed } = ofVotePage({ code: 'invalid-input', errors, details: {} }, form)
  expect(placed.map(({ pointer }) => pointer)).toEqual(['/couldComeIf', '/suggestedStartLocal', '/answers/b'])
})
