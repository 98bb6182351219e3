// Intl has no data for Haitian Creole (CLDR 48): its dates are those of Haitian French with their words changed, and
// the languages that schools use most are named here. Names as in the Bible Society's and the IPN's spelling.
const WORDS: Readonly<Record<string, string>> = {
  ...{ lundi: 'lendi', mardi: 'madi', mercredi: 'mèkredi', jeudi: 'jedi', vendredi: 'vandredi' },
  ...{ samedi: 'samdi', dimanche: 'dimanch' },
  ...{ janvier: 'janvye', février: 'fevriye', mars: 'mas', avril: 'avril', mai: 'me', juin: 'jen' },
  ...{ juillet: 'jiyè', août: 'out', septembre: 'septanm', octobre: 'oktòb' },
  ...{ novembre: 'novanm', décembre: 'desanm', à: 'a', et: 'ak' },
  ...{
    heure: 'lè',
    normale: 'nòmal',
    'd’été': 'ete',
    avancée: 'ete',
    de: '',
    du: '',
    des: '',
    'l’Est': 'Lès',
  },
  ...{ 'nord-américain': 'Amerik dinò', 'nord-américaine': 'Amerik dinò', centre: 'Sant', Centre: 'Sant' },
  ...{ Rocheuses: 'Woche yo', Pacifique: 'Pasifik', Alaska: 'Alaska' },
}

const LANGUAGES: Readonly<Record<string, string>> = {
  ...{
    en: 'Angle',
    es: 'Panyòl',
    zh: 'Chinwa',
    'zh-Hans': 'Chinwa senplifye',
    vi: 'Vyetnamyen',
    ar: 'Arab',
    ht: 'Kreyòl ayisyen',
  },
  ...{ so: 'Somali', fr: 'Franse', pt: 'Pòtigè', ru: 'Ris', ko: 'Koreyen', tl: 'Tagalòg', hi: 'Endi' },
  ...{ ur: 'Oudou', fa: 'Pèsan', sw: 'Swahili', am: 'Amarik', uk: 'Ikrenyen', pl: 'Polonè', ja: 'Japonè' },
  ...{ de: 'Alman', it: 'Italyen', ne: 'Nepalè', my: 'Bimani', km: 'Kmè', hmn: 'Hmong' },
}

/** The locale of which Intl has data, for a language of ours. */
export function dataLocale(language: string): string {
  return language === 'ht' ? 'fr-HT' : language
}

/** What Intl wrote with the locale above, in the words of the language itself. */
export function inOwnWords(text: string, language: string): string {
  if (language !== 'ht') return text
  const words = text.split(/(?<=[\s,])|(?=[\s,])/)
  return words
    .map((word) => WORDS[word] ?? word)
    .join('')
    .replace(/ {2,}/g, ' ')
}

/** A language's name in Haitian Creole, where it is known here. */
export function haitianName(tag: string): string | undefined {
  return LANGUAGES[tag]
}
