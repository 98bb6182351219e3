import { direction } from '../messages/catalogue.ts'
import type { Reader } from '../visit.ts'
import { OWN_FORM } from './form-context.ts'

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

/** Which form another language takes along: the one named, or else the one that was sent. */
export function formTaken(reader: Reader, form?: string): string | undefined {
  return form ?? (reader.sent && OWN_FORM)
}

/** Enter in a field presses the first button of its form, which must not be a language. */
export function EnterButton({ form }: { form: string | undefined }) {
  return form ? <button type="submit" form={form} hidden /> : null
}

/** The page in another language, or a form shown again in it with what is typed, where there is one to take along. */
export function LanguageChoice({ reader, form, tag, name }: Props & { form: string | undefined }) {
  if (!form || tag === reader.language) return <LanguageLink reader={reader} tag={tag} name={name} />
  return <LanguageButton path={reader.path} form={form} tag={tag} name={name} />
}

function LanguageButton({
  path,
  form,
  tag,
  name,
}: {
  path: string
  form: string
  tag: string
  name: string
}) {
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
