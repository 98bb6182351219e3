import { describe, expect, test } from 'vitest'
import { isNameTold, rewordWorkshop, takesWords } from '../../../shared/workshop/reword.ts'
import { fingerprint, withTranslation } from '../../../shared/workshop/translation.ts'
import type { Workshop } from '../../../shared/workshop/workshop.ts'
import { READING } from '../../support/puente.ts'

const draft: Workshop = {
  ...READING,
  ...{ id: 's-w', status: 'draft', revision: 3 },
  title: { vi: 'Đọc ở nhà' },
  description: { vi: 'Mười phút' },
}
const at = '2027-03-01T15:00:00.000Z'
const inVietnamese = { language: 'vi', at }
const session = { id: 's', start: '2027-03-17T22:00:00.000Z', end: '2027-03-17T23:00:00.000Z', option: 'o' }
const scheduled: Workshop = { ...draft, status: 'scheduled', sessions: [session] }

describe('The words of a workshop', () => {
  test('are changed by its host in their language, and the team is to see it', () => {
    const words = { title: 'Đọc cùng con', description: 'Hai mươi phút', of: fingerprint(draft, 'vi') }
    expect(rewordWorkshop(draft, inVietnamese, words)).toMatchObject({
      title: { vi: 'Đọc cùng con' },
      description: { vi: 'Hai mươi phút' },
      rewordedAt: at,
      revision: 4,
    })
    expect(rewordWorkshop(draft, inVietnamese, { title: 'Đọc' }).description).toBeUndefined()
  })

  test('leave a translation as it was, older than its original', () => {
    const mark = { state: 'reviewed', by: 'Dana', at, of: fingerprint(draft, 'vi') } as const
    const both = withTranslation(draft, 'en', { title: 'Reading', description: 'Ten minutes', mark })
    const changed = rewordWorkshop(both, inVietnamese, { title: 'Đọc ở nhà', description: 'Hai mươi phút' })
    expect(changed.description).toEqual({ vi: 'Hai mươi phút', en: 'Ten minutes' })
    expect(changed.translations?.en?.of).not.toBe(fingerprint(changed, 'vi'))
  })

  test('that stay the same are no change, also when they come twice', () => {
    const words = { title: 'Đọc cùng con', description: 'Mười phút', of: fingerprint(draft, 'vi') }
    const once = rewordWorkshop(draft, inVietnamese, words)
    expect(rewordWorkshop(once, inVietnamese, words)).toBe(once)
  })

  test('that somebody else wrote in the meantime are not written over', () => {
    const words = { title: 'Đọc', description: 'Mười phút', of: 'earlier' }
    expect(() => rewordWorkshop(draft, inVietnamese, words)).toThrow('workshop-changed')
  })

  test('need a name until families are told it, and keep it from then on', () => {
    expect(() => rewordWorkshop(draft, inVietnamese, { description: 'x' })).toThrow('invalid-input')
    expect(isNameTold(scheduled)).toBe(true)
    expect(rewordWorkshop(scheduled, inVietnamese, { description: 'x' }).title).toEqual(draft.title)
    const renamed = { title: 'Another', description: 'x' }
    expect(() => rewordWorkshop(scheduled, inVietnamese, renamed)).toThrow('workshop-changed')
  })

  test.each([
    ['has begun', { ...scheduled, sessions: [{ ...session, start: at }] }],
    ['was held', { ...scheduled, status: 'held' }],
    ['was cancelled', { ...scheduled, status: 'cancelled' }],
  ] as const)('stay as they are once it %s', (_, workshop) => {
    const over = workshop as Workshop // the session's list is of constants
    expect(takesWords(over, at)).toBe(false)
    expect(() => rewordWorkshop(over, inVietnamese, { description: 'x' })).toThrow('already-decided')
  })
})
