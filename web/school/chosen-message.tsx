import type { Family } from '../../shared/family/family.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Notice } from '../components/parts.tsx'
import { localText } from '../messages/catalogue.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { familyLabel } from './family.tsx'

/** The page on which one writes to chosen families about a workshop. */
export function addressToWrite({ id }: Pick<Workshop, 'id'>, families: readonly Family[]): string {
  const chosen = new URLSearchParams(families.map((family) => ['family', family.id]))
  return `${schoolRoutes.broadcast(id)}?${chosen}`
}

type Props = { reader: Reader; families: readonly Family[]; workshops: readonly Workshop[] }

/** Asks about which of the workshops under way one writes to the chosen families. */
export function AboutWhich({ reader: { t, language }, families, workshops }: Props) {
  if (workshops.length === 0) return <Notice>{t('chosen.noWorkshop')}</Notice>
  return (
    <>
      <p>
        <bdi>{families.map(familyLabel).join(', ')}</bdi>
      </p>
      <section aria-labelledby="about-which">
        <h2 id="about-which">{t('chosen.aboutWhich')}</h2>
        <ul class="list">
          {workshops.map((workshop) => (
            <li>
              <a href={addressToWrite(workshop, families)}>{localText(workshop.title, language)}</a>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
