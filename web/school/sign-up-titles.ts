import type { NewSignUp } from '../../shared/session/sign-up.ts'
import { type Template, type TemplateLine, templateLines } from '../../shared/session/sign-up-template.ts'
import { pageLanguageOf, type Translator, translator } from '../messages/catalogue.ts'
import { languageName } from '../messages/format.ts'

type Occasion = Parameters<typeof templateLines>[1]

/** The lines of a template, titled in each of the school's languages that pages are in. */
export function titledLines(template: Template, occasion: Occasion): NewSignUp[] {
  const known = occasion.languages.flatMap((tag) => {
    const language = pageLanguageOf(tag)
    return language ? [{ tag, language, t: translator(language) }] : []
  })
  const voices = known.length > 0 ? known : [{ tag: 'en', language: 'en', t: translator('en') }]
  return templateLines(template, occasion).map((line) => {
    const { kind: _, language: _language, ...asked } = line
    const titles = voices.map(({ tag, language, t }) => [tag, titleOf(line, { language, t })] as const)
    return { ...asked, title: Object.fromEntries(titles) }
  })
}

function titleOf(
  { kind, language: spoken }: TemplateLine,
  { language, t }: { language: string; t: Translator },
) {
  if (kind === 'greet') return t('signups.line.greet', { language: languageName(spoken ?? '', language) })
  return t(`signups.line.${kind}`)
}
