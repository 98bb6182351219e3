/** The request of a keyword received by text message. */
export type Keyword = 'stop' | 'start' | 'fewer' | 'help'

// The words of the carriers' handbook (CTIA, Messaging Principles 5.1.3) and of 47 CFR 64.1200(a)(10), then those of
// our languages: Spanish, Chinese, Vietnamese, Arabic, Haitian Creole, Somali. Written as `plain` leaves them.
const WORDS: Record<Keyword, readonly string[]> = {
  stop: [
    ...['stop', 'stopall', 'end', 'quit', 'cancel', 'unsubscribe', 'revoke', 'optout', 'opt out', 'stop all'],
    ...['alto', 'pare', 'parar', 'para', 'basta', 'baja', 'cancelar', 'no mas'],
    ...['停止', '停', '退订', '退訂', '取消', '不要', '停止短信', '不要短信'],
    ...['dung', 'dung lai', 'ngung', 'huy', 'huy bo'],
    ...['توقف', 'اوقف', 'قف', 'ايقاف', 'الغاء', 'كفى'],
    ...['kanpe', 'sispann', 'rete', 'ase'],
    ...['jooji', 'joogso', 'iska jooji', 'ka jooji'],
  ],
  start: [
    ...['start', 'unstop', 'resume', 'subscribe'],
    ...['empezar', 'iniciar', 'comenzar', 'alta', '开始', '開始', '订阅', 'bat dau', 'tiep tuc'],
    ...['ابدا', 'بدء', 'اشترك', 'komanse', 'rekomanse', 'bilow', 'billow'],
  ],
  fewer: ['fewer', 'less', 'menos', '较少', '少一点', 'it hon', 'اقل', 'mwens', 'ka yar', 'yaree'],
  help: ['help', 'info', 'ayuda', '帮助', '幫助', 'tro giup', 'giup', 'مساعدة', 'ed', 'caawimaad', 'caawi'],
}

// Unambiguous keywords also count within a short sentence: "Stop please", "ALTO ya".
const PLAIN_STOPS = new Set([
  'stop',
  'stopall',
  'unsubscribe',
  'alto',
  'baja',
  'توقف',
  'اوقف',
  'kanpe',
  'jooji',
])
const MOST_WORDS = 3

/** The keyword of a text message in any supported language, ignoring case, accents and punctuation; else undefined. */
export function keywordOf(text: string): Keyword | undefined {
  const said = plain(text)
  const keywords = Object.keys(WORDS) as Keyword[] // the keys of a value of ours
  const exact = keywords.find((keyword) => WORDS[keyword].includes(said))
  if (exact) return exact
  const words = said.split(' ')
  return words.length <= MOST_WORDS && words.some((word) => PLAIN_STOPS.has(word)) ? 'stop' : undefined
}

// Lower case without accents (the Arabic hamza included), reduced to letters, digits and spaces.
function plain(text: string): string {
  return text
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/[\p{M}\u0640]/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
