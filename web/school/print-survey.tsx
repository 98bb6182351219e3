import { FACES, QUESTIONS } from '../../shared/impact/survey.ts'
import { Face } from '../components/face.tsx'
import { pageLanguageOf } from '../messages/catalogue.ts'
import { SheetHeading, type SheetProps } from './print-guests.tsx'
import { Sheet, voiceIn } from './print-sheet.tsx'

/** The questions after a session on paper, a sheet for each language of the school; nobody writes a name. */
export function SurveySheets({ reader, view }: SheetProps) {
  const languages = (reader.school?.languages ?? []).filter(pageLanguageOf)
  return (
    <>
      {languages.map((language) => {
        const voice = voiceIn(reader, language)
        const { t } = voice.reader
        return (
          <Sheet voice={voice}>
            <SheetHeading voice={voice} view={view} heading={t('survey.title')} />
            <p>{t('survey.textPaper')}</p>
            <ol class="ballot">
              {QUESTIONS.parents.map((question) => (
                <li>
                  <strong>{t(`survey.q.${question}`)}</strong>
                  {(['before', 'now'] as const).map((when) => (
                    <div class="answers">
                      <span>{t(`survey.${when}`)}</span>
                      {FACES.map((face) => (
                        <span>
                          <span class="box" /> <Face face={face} /> {face} {t(`survey.face.${face}`)}
                        </span>
                      ))}
                    </div>
                  ))}
                </li>
              ))}
            </ol>
          </Sheet>
        )
      })}
    </>
  )
}
