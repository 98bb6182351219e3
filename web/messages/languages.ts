/** A language's texts by their keys, and which of them a native speaker has reviewed. */
export type LanguageFile = { reviewed: readonly string[]; texts: Record<string, string> }

type Load = () => Promise<{ default: LanguageFile }>

/**
 * The languages besides English, each in a file of its own that is loaded when somebody reads it. A further one is such
 * a file and one line here; see docs/languages.md.
 */
export const LANGUAGE_FILES = {
  es: () => import('./languages/es.json', { with: { type: 'json' } }),
  zh: () => import('./languages/zh.json', { with: { type: 'json' } }),
  vi: () => import('./languages/vi.json', { with: { type: 'json' } }),
  ar: () => import('./languages/ar.json', { with: { type: 'json' } }),
  ht: () => import('./languages/ht.json', { with: { type: 'json' } }),
  so: () => import('./languages/so.json', { with: { type: 'json' } }),
} satisfies Record<string, Load>

/** The file of a language. */
export async function languageFile(language: keyof typeof LANGUAGE_FILES): Promise<LanguageFile> {
  return (await LANGUAGE_FILES[language]()).default
}
