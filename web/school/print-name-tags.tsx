import { direction } from '../messages/catalogue.ts'
import { ownLanguageName } from '../messages/format.ts'
import { caregiverName } from './family.tsx'
import { NoReplies, type SheetProps, WALK_INS } from './print-guests.tsx'

/** A tag for each adult who may come, with their language; blank tags for all others. */
export function NameTags({ reader, view }: SheetProps) {
  const { t } = reader
  const unnamed = view.guests.reduce((sum, { family, reply }) => {
    return sum + Math.max(0, reply.adults - family.caregivers.length) + reply.children.length
  }, 0)
  return (
    <>
      <NoReplies reader={reader} view={view} />
      <div class="tags">
        {view.guests.flatMap(({ family }) =>
          family.caregivers.map((one) => {
            const spoken = one.spokenLanguage ?? family.spokenLanguage
            return (
              <div class="tag" lang={spoken} dir={direction(spoken)}>
                <strong>{caregiverName(one)}</strong>
                <span>{ownLanguageName(spoken)}</span>
              </div>
            )
          }),
        )}
        {Array.from({ length: unnamed + WALK_INS }, () => (
          <div class="tag">
            <strong> </strong>
            <span>{t('print.iSpeak')}</span>
          </div>
        ))}
      </div>
    </>
  )
}
