import type { ComingChild } from '../../shared/family/coming-child.ts'
import { monthsOf } from '../../shared/session/reply.ts'
import { Notice, Table } from '../components/parts.tsx'
import type { Translator } from '../messages/catalogue.ts'
import { capital } from '../messages/format.ts'
import { familyLabel } from './family.tsx'
import { type Guest, SheetHeading, type SheetProps } from './print-guests.tsx'
import { Sheet, voiceIn } from './print-sheet.tsx'

/** The children with their caregivers, allergens and pick-up: the only sheet with allergens. */
export function ChildcareSheet({ reader, view }: SheetProps) {
  const { t } = reader
  const families = view.guests.filter(({ reply }) => reply.children.length > 0)
  if (families.length === 0) return <Notice>{t('print.noChildren')}</Notice>
  const voice = voiceIn(reader, reader.language)
  const count = families.reduce((sum, { reply }) => sum + reply.children.length, 0)
  return (
    <Sheet voice={voice}>
      <SheetHeading voice={voice} view={view} heading={t('print.childcare')} />
      <p>{t('print.childcareText')}</p>
      <div class="sign-in">
        <Table
          caption={t('print.childrenCount', { count })}
          heads={(['family', 'ages', 'allergens', 'broughtBy', 'takenBy'] as const).map((head) =>
            t(`print.${head}`),
          )}
          rows={families.map(({ family, reply }) => [
            familyLabel(family),
            agesText(t, reply),
            <strong>{reply.allergens.join(', ')}</strong>,
            '',
            '',
          ])}
        />
      </div>
    </Sheet>
  )
}

function agesText(t: Translator, { children }: Guest['reply']): string {
  const youngestFirst = children.toSorted((one, other) => monthsOf(one) - monthsOf(other))
  return youngestFirst.map((child) => childAgeText(t, child)).join(' · ')
}

/** The age of a child who comes, in words. */
export function childAgeText(t: Translator, child: ComingChild): string {
  return 'ageBand' in child
    ? capital(t(`session.band.${child.ageBand}`))
    : t('print.months', { count: child.months })
}
