/** The language of a tag, without script and region: `es` of `es-MX`. */
export const baseOf = (tag: string) => tag.toLowerCase().split('-')[0] ?? ''

/** The script in which a language is written (`Hans` for `zh`); empty where it is unknown. */
export function scriptOf(tag: string): string {
  try {
    return new Intl.Locale(tag).maximize().script ?? ''
  } catch {
    return ''
  }
}

/**
 * The tag among those given that a reader of a language reads best (`zh-Hans` for `zh`): the tag itself, else one of the
 * same language in the same script, else in another script; undefined where none is of that language.
 */
export function closestTag(tags: readonly string[], language: string): string | undefined {
  const related = tags.filter((tag) => baseOf(tag) === baseOf(language))
  return tagInScript(tags, language) ?? related[0]
}

/** The same in the reader's own script alone: a reader of `zh-Hans` gets none of `zh-Hant`. */
export function tagInScript(tags: readonly string[], language: string): string | undefined {
  if (tags.includes(language)) return language
  return tags.find((tag) => baseOf(tag) === baseOf(language) && scriptOf(tag) === scriptOf(language))
}

/** A text in several languages, read in the best one there is: the reader's, English, else the first. */
export function localText(text: Readonly<Record<string, string>>, language: string): string {
  return text[languageOfText(text, language)] ?? ''
}

/** The language in which `localText` found its text, to mark it where it is not the page's. */
export function languageOfText(text: Readonly<Record<string, string>>, language: string): string {
  const tags = Object.keys(text)
  return closestTag(tags, language) ?? closestTag(tags, 'en') ?? tags[0] ?? language
}
