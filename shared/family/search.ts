/**
 * Normalizes text for search: removes case, accents and width in any script.
 * Vietnamese đ has no Unicode decomposition and is replaced explicitly.
 */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd')
}
