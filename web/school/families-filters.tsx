import type { PropsWithChildren } from 'hono/jsx'
import { LIST_ORDERS, type Listing, type ListQuery } from '../../shared/family/listing.ts'
import { groupName } from '../components/group-name.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import { Menu } from '../components/menu.tsx'
import { languageName } from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import { isOn, listAddress, ONLY, toggled } from './families-view.ts'

type Props = { reader: Reader; listing: Listing; query: ListQuery }

/** Which families are shown and in which order: as links, so that each view has an address. */
export function FamilyFilters({ reader, listing, query }: Props) {
  const { t } = reader
  // Keys of the object itself, in its order.
  const filters = Object.keys(ONLY) as (keyof typeof ONLY)[]
  return (
    <nav class="filters people-filters" aria-label={t('families.filters')}>
      <ul>
        {filters.map((only) => (
          <li>
            <a
              href={listAddress(toggled(query, only))}
              {...(isOn(query, only) && { 'aria-current': 'true' as const })}
            >
              {t(`families.only.${only}`)} <span class="number">{listing.counts[only]}</span>
            </a>
          </li>
        ))}
      </ul>
      <LanguagePick reader={reader} listing={listing} query={query} />
      <GroupPick reader={reader} listing={listing} query={query} />
      <Order reader={reader} query={query} />
    </nav>
  )
}

function LanguagePick({ reader: { t, language }, listing, query }: Props) {
  return (
    <Pick
      icon="voices"
      label={t('families.language')}
      chosen={nameOf(query.language, (one) => languageName(one, language))}
    >
      <PickLink href={listAddress({ ...query, language: undefined })} isOn={query.language === undefined}>
        {t('families.everyLanguage')}
      </PickLink>
      {listing.languages.map(([tag, count]) => (
        <PickLink href={listAddress({ ...query, language: tag })} isOn={query.language === tag}>
          {languageName(tag, language)} {count}
        </PickLink>
      ))}
    </Pick>
  )
}

function GroupPick({ reader, listing, query }: Props) {
  const { t } = reader
  if (listing.groups.length === 0) return null
  return (
    <Pick
      icon="people"
      label={t('families.group')}
      chosen={nameOf(query.group, (one) => groupName(reader, one))}
    >
      <PickLink href={listAddress({ ...query, group: undefined })} isOn={query.group === undefined}>
        {t('families.everyGroup')}
      </PickLink>
      {listing.groups.slice(0, MOST_GROUPS).map(([group, count]) => (
        <PickLink href={listAddress({ ...query, group })} isOn={query.group === group}>
          {groupName(reader, group)} {count}
        </PickLink>
      ))}
    </Pick>
  )
}

// A menu that nobody scrolls for minutes; the others are found by a family that is in them.
const MOST_GROUPS = 60

function Order({ reader: { t }, query }: Omit<Props, 'listing'>) {
  return (
    <Pick
      icon="upDown"
      label={t('families.sort')}
      chosen={query.sort === 'name' ? undefined : t(`families.sort.${query.sort}`)}
    >
      {LIST_ORDERS.map((sort) => (
        <PickLink href={listAddress({ ...query, sort })} isOn={query.sort === sort}>
          {t(`families.sort.${sort}`)}
        </PickLink>
      ))}
    </Pick>
  )
}

const nameOf = (value: string | undefined, name: (value: string) => string) =>
  value === undefined ? undefined : name(value)

type PickProps = PropsWithChildren<{ icon: IconName; label: string; chosen: string | undefined }>

function Pick({ icon, label, chosen, children }: PickProps) {
  const summary = (
    <>
      <Icon name={icon} />
      {chosen === undefined ? label : `${label}: ${chosen}`}
      <Icon name="down" />
    </>
  )
  return (
    <Menu summary={summary} {...(chosen !== undefined && { look: 'chosen' as const })} fromStart>
      {children}
    </Menu>
  )
}

function PickLink({ href, isOn, children }: PropsWithChildren<{ href: string; isOn: boolean }>) {
  return (
    <a href={href} {...(isOn && { 'aria-current': 'true' as const })}>
      {children}
    </a>
  )
}
