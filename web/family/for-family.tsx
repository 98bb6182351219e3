import type { Reader } from '../visit.ts'

/** Names the family on whose behalf a page acts, since two families may share a phone. */
export function ForFamily({ reader: { t, familyName } }: { reader: Reader }) {
  return familyName ? <p class="soft">{t('page.forFamily', { name: familyName })}</p> : null
}
