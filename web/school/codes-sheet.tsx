import type { CodedFamily } from '../../shared/family/code-sheet.operations.ts'
import { standingToken } from '../../shared/family/standing-link.ts'
import { groupName, kindName } from '../components/group-name.ts'
import { QrCode } from '../components/qr-code.tsx'
import { languageName } from '../messages/format.ts'
import { routes } from '../routes.ts'
import type { Reader, Visit } from '../visit.ts'
import type { CodesView } from './codes.tsx'
import { byUnder, inSheets, SHOWN_AT_FIRST } from './codes-view.ts'
import { familyLabel } from './family.tsx'
import { Said, voiceIn } from './print-sheet.tsx'

/** The addresses of families' standing links, by the id of the family. */
export function linksIn(c: Visit, school: string, families: readonly CodedFamily[]): Map<string, string> {
  const { cookieKey } = c.get('services')
  return new Map(
    families.map(({ family }) => {
      const token = standingToken(cookieKey, { school, family: family.id }, family)
      return [family.id, c.get('origin') + routes.familyLink(token)]
    }),
  )
}

type Props = { reader: Reader; view: CodesView }

/** Cards to cut, under the class, bus or language by which they are sorted. */
export function CardsToCut({ reader, view }: Props) {
  const { t } = reader
  const { list, families } = view
  return (
    <>
      {byUnder(families).map((places) => (
        <>
          {list.order !== 'name' && (
            <h2 class={isRest(view, places[0]) ? 'under rest' : 'under'}>
              <span>{underText(reader, view, places[0]?.under)}</span>
              <span class="soft number">{t('codes.some', { count: places.length, found: list.found })}</span>
            </h2>
          )}
          <ul class="labels">
            {places.map((place) => (
              <Label reader={reader} view={view} place={place} hasAddress />
            ))}
          </ul>
        </>
      ))}
    </>
  )
}

/** Sheets of labels, each as it lies in the printer. */
export function LabelSheets({ reader, view, size }: Props & { size: number }) {
  return (
    <>
      {inSheets(view.families, size).map((places) => (
        <ul class="labels">
          {places.map((place) => (
            <Label reader={reader} view={view} place={place} />
          ))}
        </ul>
      ))}
    </>
  )
}

type LabelProps = Props & { place: CodedFamily; hasAddress?: boolean }

/** A family's code, with its name, what it opens in its own language, and by what it is sorted. */
function Label({ reader, view, place: whose, hasAddress = false }: LabelProps) {
  const { family, under } = whose
  const voice = voiceIn(reader, family.writtenLanguage)
  const address = view.links.get(family.id) ?? ''
  return (
    <li {...(isRest(view, whose) && { class: 'rest' })}>
      <QrCode address={address} label={reader.t('family.linkQr')} />
      <div>
        <b dir="auto">{familyLabel(family)}</b>
        <span>
          <Said voice={{ ...voice, language: reader.language }}>{voice.reader.t('codes.opens')}</Said>
        </span>
        {hasAddress ? (
          <small dir="ltr">{address.replace(/^https?:\/\//, '')}</small>
        ) : (
          under !== undefined && <span>{underText(reader, view, under)}</span>
        )}
      </div>
    </li>
  )
}

// A family beyond the first is folded away on a screen.
const isRest = ({ families }: CodesView, place: CodedFamily | undefined) =>
  place !== undefined && families.indexOf(place) >= SHOWN_AT_FIRST

function underText(reader: Reader, { list: { order } }: CodesView, under: string | undefined): string {
  const { t, language } = reader
  if (order === 'language') return languageName(under ?? '', language)
  return under === undefined
    ? t('codes.without', { kind: kindName(reader, order) })
    : groupName(reader, under)
}
