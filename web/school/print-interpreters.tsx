import { Notice, Table } from '../components/parts.tsx'
import { languageName, languageWithin } from '../messages/format.ts'
import { familyLabel } from './family.tsx'
import { byLanguage, SheetHeading, type SheetProps } from './print-guests.tsx'
import { Sheet, voiceIn } from './print-sheet.tsx'

/** One sheet a language that must be interpreted: for whom, and room for words to agree on. Nothing else. */
export function InterpreterSheets({ reader, view }: SheetProps) {
  const { t, language } = reader
  const voice = voiceIn(reader, language)
  const groups = byLanguage(
    view.guests.flatMap(({ family, reply }) =>
      reply.interpretation.map((need) => [need.language, { family, adults: need.adults }] as const),
    ),
  )
  if (groups.length === 0) return <Notice>{t('print.noInterpreters')}</Notice>
  return (
    <>
      {groups.map(([tag, listeners]) => (
        <Sheet voice={voice}>
          <SheetHeading
            voice={voice}
            view={view}
            heading={t('print.interpreterIn', { language: languageName(tag, language) })}
          />
          <p>
            {t('print.presentedIn', {
              language: languageWithin(view.workshop.presentationLanguage, language),
            })}
          </p>
          <Table
            caption={t('print.listeners', { language: languageWithin(tag, language) })}
            heads={[t('print.family'), t('print.adults')]}
            numbers={[1]}
            rows={listeners.map(({ family, adults }) => [familyLabel(family), String(adults)])}
          />
          <h3>{t('print.words')}</h3>
          <div class="room" />
        </Sheet>
      ))}
    </>
  )
}
