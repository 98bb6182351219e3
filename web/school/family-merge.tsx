import { caregiverNames, type Listed } from '../../shared/family/directory.ts'
import type { Family } from '../../shared/family/family.ts'
import { ButtonLink } from '../components/parts.tsx'
import { SearchForm } from '../components/search-form.tsx'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'

/** The families that a search for the other one found; undefined where nobody searched. */
export type MergeSearch = { search: string; found: readonly Listed[] } | undefined

type Props = { reader: Reader; family: Family; merge: MergeSearch }

/** What is rarely done to a family: merging it with another, splitting it, and removing it. */
export function FamilyRare({ reader, family, merge }: Props) {
  const { t } = reader
  return (
    <details class="fold" id="rare" open={merge !== undefined}>
      <summary>{t('family.rare')}</summary>
      <Merging reader={reader} family={family} merge={merge} />
      {family.caregivers.length > 1 && (
        <>
          <h3>{t('family.split')}</h3>
          <p class="soft">{t('family.splitText')}</p>
          <ButtonLink kind="quiet" href={schoolRoutes.splitFamily(family.id)}>
            {t('family.splitButton')}
          </ButtonLink>
        </>
      )}
      <h3>{t('family.remove')}</h3>
      <p class="soft">{t('family.removeText')}</p>
      <ButtonLink kind="quiet" href={schoolRoutes.removeFamily(family.id)}>
        {t('family.removeButton')}
      </ButtonLink>
    </details>
  )
}

/** The other family is found by a search: a school has thousands. */
function Merging({ reader: { t }, family, merge }: Props) {
  const found = merge?.found.filter(({ id }) => id !== family.id) ?? []
  return (
    <>
      <h3>{t('family.merge')}</h3>
      <p class="soft">{t('family.mergeText')}</p>
      <SearchForm
        t={t}
        action={`${schoolRoutes.family(family.id)}#rare`}
        name="merge"
        value={merge?.search ?? ''}
        label={t('family.mergeWith')}
        isWorded
      />
      {merge && found.length === 0 && <p>{t('families.notFound')}</p>}
      {found.length > 0 && (
        <ul class="list">
          {found.map(({ id, name, caregivers }) => (
            <li>
              <a href={`${schoolRoutes.mergeFamily(family.id)}?with=${id}`}>
                <bdi>{name}</bdi>
              </a>{' '}
              <bdi class="soft">{caregiverNames({ caregivers }).join(', ')}</bdi>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
