import { expect, test } from 'vitest'
import { keywordOf } from '../../../shared/family/keyword.ts'

test.each([
  ...[
    'STOP',
    'Stop.',
    ' stop ',
    'StopAll',
    'UNSUBSCRIBE',
    'opt-out',
    'Stop please',
    'please stop!',
    'QUIT',
    'end',
  ],
  ...[
    'ALTO',
    'Pare',
    'no más',
    'BAJA',
    'Alto ya',
    '停止',
    '退订。',
    'ＳＴＯＰ',
    'DỪNG',
    'hủy',
    'đừng'.replace('đ', 'd'),
  ],
  ...['توقف', 'أوقف', 'إيقاف', 'توقّف', 'Kanpe', 'SISPANN', 'jooji', 'Iska jooji'],
])('%s ends texts', (text) => expect(keywordOf(text)).toBe('stop'))

test.each(['START', 'unstop', 'Empezar', '开始', 'bắt đầu', 'ابدأ', 'kòmanse', 'bilow'])(
  '%s brings them back',
  (text) => expect(keywordOf(text)).toBe('start'),
)

test.each(['1', '١', '0', '1 2', '2?'])('%s is a number, and no keyword', (text) => {
  expect(keywordOf(text)).toBeUndefined()
})

test.each(['fewer', ' Fewer. ', 'menos', 'ít hơn', 'أقل', 'mwens'])('%s means fewer', (text) =>
  expect(keywordOf(text)).toBe('fewer'),
)

test.each(['HELP', 'ayuda', '帮助', 'trợ giúp', 'مساعدة', 'èd', 'caawimaad'])(
  '%s asks what this is',
  (text) => expect(keywordOf(text)).toBe('help'),
)

test.each(['Yes', 'We come with 2 children', 'I will stop by at five', '12', '', '👍', 'no', 'para todos'])(
  '“%s” asks for nothing of that kind',
  (text) => expect(keywordOf(text)).toBeUndefined(),
)

test('only the beginning of a very long text is read', () => {
  expect(keywordOf(`${'x '.repeat(500_000)}stop`)).toBeUndefined()
})
