import { direction } from '../messages/catalogue.ts'
import type { Reader } from '../visit.ts'

type Props = { reader: Reader; tag: string; name: string }

/** The page in another language; the reader's own is named only. */
export function LanguageLink({ reader, tag, name }: Props) {
  if (tag === reader.language)
    return (
      <span lang={tag} dir={direction(tag)} aria-current="true">
        {name}
      </span>
    )
  return (
    <a href={inLanguage(reader.address ?? reader.path, tag)} lang={tag} hreflang={tag} dir={direction(tag)}>
      {name}
    </a>
  )
}

/** A button that shows a form again in another language, with what was typed. */
export function LanguageButton({
  path,
  form,
  tag,
  name,
}: Pick<Reader, 'path'> & { form: string; tag: string; name: string }) {
  const marked = { lang: tag, dir: direction(tag) }
  return (
    <button type="submit" form={form} formaction={inLanguage(path, tag)} formnovalidate {...marked}>
      {name}
    </button>
  )
}

function inLanguage(address: string, tag: string): string {
  const [path, search] = address.split('?', 2)
  const query = new URLSearchParams(search)
  query.set('lang', tag)
  return `${path}?${query}`
}
