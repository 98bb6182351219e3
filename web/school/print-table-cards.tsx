import type { Taking } from '../../shared/session/sign-up.ts'
import { allergenText } from '../components/allergen-text.ts'
import { Notice } from '../components/parts.tsx'
import { direction } from '../messages/catalogue.ts'
import type { SheetProps } from './print-guests.tsx'
import { voiceIn } from './print-sheet.tsx'

/** A card for each dish on the table: what it is, and what it contains in the languages of those coming. */
export function TableCards({ reader, view }: SheetProps) {
  const languages = [...new Set(view.guests.map(({ family }) => family.writtenLanguage))].sort()
  const shown = languages.length > 0 ? languages : [reader.language]
  if (view.dishes.length === 0)
    return (
      <div class="no-print">
        <Notice>{reader.t('print.noDishes')}</Notice>
      </div>
    )
  return (
    <div class="tags table-cards">
      {view.dishes.map((dish) => (
        <div class="tag">
          <strong>{dish.taking.note ?? dish.title}</strong>
          <ul>
            {shown.map((language) => (
              <Contents reader={reader} language={language} taking={dish.taking} />
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

// A family that named nothing may not have been asked: a card never says that food is free of something.
function Contents({
  reader,
  language,
  taking,
}: {
  reader: SheetProps['reader']
  language: string
  taking: Taking
}) {
  const { reader: inTheirs } = voiceIn(reader, language)
  const { t } = inTheirs
  const { allergens = [] } = taking
  return (
    <li lang={inTheirs.language} dir={direction(inTheirs.language)}>
      {allergens.length > 0
        ? t('signups.contains', { list: allergens.map((one) => allergenText(t, one)).join(', ') })
        : t('print.askWhatIsInIt')}
    </li>
  )
}
