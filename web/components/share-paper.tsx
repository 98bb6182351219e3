import type { School } from '../../shared/school/school.ts'
import { languageWithin } from '../messages/format.ts'
import { printable } from '../school/print-sheet.tsx'
import type { Reader } from '../visit.ts'
import { Icon } from './icon.tsx'
import type { ShareView } from './share.tsx'

type Props = { reader: Reader; view: ShareView; flyers: string; poster: string }

/** What there is to print: a flyer and a poster in the chosen language, and flyers in all. */
export function SharePaper({ reader, view: { workshop, language }, flyers, poster }: Props) {
  const { t, school } = reader
  // The school's own tag, such as es-MX.
  const own = school?.languages.find((one) => one.split('-', 1)[0] === language) ?? language
  const named = { language: languageWithin(language, reader.language) }
  const links: [string, string][] = [
    [`${flyers}?language=${own}`, t('share.flyer', named)],
    ...allFlyers(reader, school, { workshop, flyers }),
    [`${poster}?language=${own}`, t('share.poster', named)],
  ]
  return (
    <section>
      <h2>{t('share.paper')}</h2>
      <ul class="paper">
        {links.map(([href, label]) => (
          <li>
            <Icon name="printer" />
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function allFlyers(
  { t }: Reader,
  school: School | undefined,
  { workshop, flyers }: Pick<ShareView, 'workshop'> & { flyers: string },
): [string, string][] {
  const count = school ? printable(school, workshop).length : 0
  return count > 1 ? [[flyers, t('share.flyers', { count })]] : []
}
