import { isMessageKey, type Translator } from '../messages/catalogue.ts'

/** What food contains, as the pages call it where it is one of the usual, else as the family wrote it. */
export function allergenText(t: Translator, allergen: string): string {
  const key = `bring.allergen.${allergen}`
  return isMessageKey(key) ? t(key) : allergen
}
