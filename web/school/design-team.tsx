import type { ListedItem } from '../../shared/logistics/logistics.operations.ts'
import { readinessOf } from '../../shared/logistics/readiness.ts'
import type { ItemStatus } from '../../shared/session/item.ts'
import { Icon } from '../components/icon.tsx'
import { Menu, type MenuLink, MenuLinks, MoreMenu } from '../components/menu.tsx'
import { Stepper } from '../components/stepper.tsx'
import { routes } from '../routes.ts'
import type { Reader } from '../visit.ts'
import { STATUS_ICONS } from './checklist-row.tsx'
import { STAGES } from './pipeline-view.ts'
import { ReadinessTiles } from './readiness.tsx'

const STATUSES = Object.keys(STATUS_ICONS) as ItemStatus[]
const TODAY = '2026-11-30'

const item = (change: Pick<ListedItem, 'kind' | 'needed' | 'confirmed' | 'status'> & Partial<ListedItem>) =>
  ({
    ...{ id: change.kind, unit: 'people', due: '2026-12-04', role: 'helper', owner: 'helper', inputs: {} },
    ...{ surplus: 0, revision: 1, late: false, ...change },
  }) as ListedItem // of an item only these are shown

// One area in each state.
const ITEMS = [
  item({ kind: 'childcare', needed: 7, confirmed: 3, status: 'asked', due: '2026-11-25', late: true }),
  item({ kind: 'meals', needed: 93, confirmed: 87, status: 'recheck' }),
  item({ kind: 'chairs', needed: 61, confirmed: 0, status: 'needed' }),
  item({ kind: 'rides', needed: 3, confirmed: 4, status: 'confirmed' }),
]

/** What the team's pages are made of: the stages, how ready a session is, and the states of an item. */
export function TeamParts({ reader: { t } }: { reader: Reader }) {
  const links: readonly MenuLink[] = [
    { label: t('session.team.edit'), href: routes.design() },
    { label: t('session.team.cancel'), href: routes.design(), danger: true },
  ]
  const stages = STAGES.map((stage, place) => ({
    name: t(`workshops.${stage}`),
    state: place < 2 ? ('past' as const) : place === 2 ? ('now' as const) : ('next' as const),
  }))
  return (
    <>
      <Stepper label={t('workshop.stage')} stages={stages} />
      <ReadinessTiles t={t} readiness={readinessOf(ITEMS, TODAY)} items={ITEMS} path={routes.design()} />
      <div class="actions">
        <Menu summary={t('tell.title')} look="button" fromStart>
          <MenuLinks links={links} />
        </Menu>
        <MoreMenu name={t('school.nav.more')}>
          <MenuLinks links={links} />
        </MoreMenu>
      </div>
      <ul class="lines">
        {STATUSES.map((status) => (
          <li class={status}>
            <Icon name={STATUS_ICONS[status]} /> {t(`checklist.status.${status}`)}
          </li>
        ))}
      </ul>
    </>
  )
}
