import { maskSmall } from '../../shared/outreach/masking.ts'
import { type InterestCounts, NO_HELP } from '../../shared/workshop/interest.ts'
import type { MessageKey } from '../messages/catalogue.ts'
import { capital, languageWithin, listText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'

type Props = { reader: Reader; counts: InterestCounts }

/** How many families would come, by language and by what would help; small numbers are not told apart. */
export function InterestCountsView({ reader, counts }: Props) {
  const { t, language } = reader
  const helpName = (help: string) =>
    t(help === NO_HELP ? 'coverage.noneSaid' : (`vote.could.${help}` as MessageKey)) // every help has a word
  return (
    <section>
      <h2>{t('interests.title')}</h2>
      <p>
        <strong>{t('interests.count', { count: counts.families })}</strong>
      </p>
      <Masked
        reader={reader}
        title={t('interests.languages')}
        counts={counts.languages}
        nameOf={(tag) => languageWithin(tag, language)}
      />
      <Masked reader={reader} title={t('interests.helps')} counts={counts.helps} nameOf={helpName} />
    </section>
  )
}

type MaskedProps = {
  reader: Reader
  title: string
  counts: Readonly<Record<string, number>>
  nameOf: (key: string) => string
}

function Masked({ reader: { t, language }, title, counts, nameOf }: MaskedProps) {
  const { shown, masked, combined } = maskSmall(counts)
  if (Object.keys(shown).length === 0 && masked.length === 0) return null
  const few = listText(masked.map(nameOf), language)
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {Object.entries(shown)
          .sort(([, one], [, other]) => other - one)
          .map(([key, count]) => (
            <li>
              {capital(nameOf(key), language)}: {count}
            </li>
          ))}
        {masked.length > 0 && (
          <li>
            {combined === undefined
              ? capital(t('interests.few', { names: few }), language)
              : capital(t('interests.fewTogether', { names: few, count: combined }), language)}
          </li>
        )}
      </ul>
    </>
  )
}
