// With the full-width characters of East Asian keyboards.
const SIGN = /^[=+\-@＝＋－＠]/

/** Whether spreadsheets take a text for a formula, which a name rarely is meant to be. */
export function beginsAsFormula(text: string): boolean {
  return SIGN.test(text)
}
