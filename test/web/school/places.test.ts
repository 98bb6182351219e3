import { describe, expect, test } from 'vitest'
import { pageAt, placeAt, placesOf } from '../../../web/school/places.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { WEB_MATRIX } from '../../attack/web-matrix.ts'

const organizer = placesOf('organizer')
const labels = (places: ReturnType<typeof placesOf>) => places.map(({ label }) => label.split('.').at(-1))

// Each page of the team, with the forms that are sent back to it when something is missing; scripts and files are none.
const FILES = /:script$|\.(csv|xlsx)$|\/file$/
const ROUTES = [
  ...new Set(
    WEB_MATRIX.split('\n').flatMap((line) => {
      const path = line.trim().split(/\s+/)[1] ?? ''
      return /^\/school(\/|$)/.test(path) && !FILES.test(path) ? [path] : []
    }),
  ),
]

/** The routes that mark each place and, where it has a second level, its page. */
const MARKED: readonly (readonly [string, RegExp])[] = [
  ['today', /^\/school$/],
  ['workshops › allWorkshops', /^\/school\/(workshops|sessions)(\/|$)/],
  ['workshops › proposals', /^\/school\/proposals(\/|$)/],
  ['families › allFamilies', /^\/school\/families$/],
  ['families › allFamilies', /^\/school\/families\/(new|codes|chosen)(\/|$)/],
  [
    'families › allFamilies',
    /^\/school\/families\/:family($|\/(edit|remove|restore|reopen|link|merge|split)(\/|$))/,
  ],
  ['families › allFamilies', /^\/school\/(roster|introductions|ties)(\/|$)/],
  ['families › outreach', /^\/school\/(outreach|calls|strengths)(\/|$)/],
  ['families › outreach', /^\/school\/families\/:family\/talk(\/|$)/],
  ['families › ladder', /^\/school\/ladder(\/|$)/],
  ['families › ladder', /^\/school\/families\/:family\/invite$/],
  ['outbox', /^\/school\/(outbox|wording)(\/|$)/],
  ['impact', /^\/school\/(impact|decisions)(\/|$)/],
  ['settings › school', /^\/school\/(settings|calendar|languages|groups|stop-list)(\/|$)/],
  ['settings › team', /^\/school\/team(\/|$)/],
  ['none', /^\/school\/other$/],
]

/** What an organizer finds marked at a path. */
function markedAt(path: string): string {
  const place = placeAt(path, organizer)
  const page = place && pageAt(path, place)
  const marked = [place, page].flatMap((one) => (one ? [one.label.replace('school.nav.', '')] : []))
  return marked.join(' › ') || 'none'
}

describe('The places of the team', () => {
  test('an organizer sees six, a helper Today and conversations, a parent leader Today alone', () => {
    expect(labels(organizer)).toEqual(['today', 'workshops', 'families', 'outbox', 'impact', 'settings'])
    expect(labels(placesOf('helper'))).toEqual(['today', 'outreach'])
    expect(labels(placesOf('parentLeader'))).toEqual(['today'])
  })

  test('four of them and "More" fit the bar of a phone', () => {
    expect(organizer.filter(({ rare }) => !rare)).toHaveLength(4)
  })

  test.each(ROUTES)('%s marks the place that its group names', (route) => {
    const claims = MARKED.filter(([, pattern]) => pattern.test(route))
    expect(claims.map(([marked]) => marked)).toEqual([markedAt(route)])
  })

  test('every group names a route', () => {
    const idle = MARKED.filter(([, pattern]) => !ROUTES.some((route) => pattern.test(route)))
    expect(idle).toEqual([])
    expect(ROUTES.length).toBeGreaterThan(100)
  })

  test('who may not open a place finds it marked nowhere', () => {
    expect(placeAt(schoolRoutes.checklist('s1'), placesOf('helper'))).toBeUndefined()
    expect(placeAt(schoolRoutes.talk('f1'), placesOf('helper'))?.label).toBe('school.nav.outreach')
    expect(placeAt(schoolRoutes.ownReply('s1'), placesOf('parentLeader'))).toBeUndefined()
  })
})
