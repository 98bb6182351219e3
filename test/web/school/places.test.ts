import { describe, expect, test } from 'vitest'
import { schoolRoutes } from '../../../web/routes.ts'
import { pageAt, placeAt, placesOf } from '../../../web/school/places.ts'

const organizer = placesOf('organizer')
const labels = (places: ReturnType<typeof placesOf>) => places.map(({ label }) => label.split('.').at(-1))

describe('The places of the team', () => {
  test('an organizer sees six, a helper Today and conversations, a parent leader Today alone', () => {
    expect(labels(organizer)).toEqual(['today', 'workshops', 'families', 'outbox', 'impact', 'settings'])
    expect(labels(placesOf('helper'))).toEqual(['today', 'outreach'])
    expect(labels(placesOf('parentLeader'))).toEqual(['today'])
  })

  test('four of them and "More" fit the bar of a phone', () => {
    expect(organizer.filter(({ rare }) => !rare)).toHaveLength(4)
  })

  test.each([
    [schoolRoutes.today(), 'today'],
    [schoolRoutes.proposals(), 'workshops'],
    [schoolRoutes.results('w1'), 'workshops'],
    [schoolRoutes.checklist('s1'), 'workshops'],
    [schoolRoutes.talk('f1'), 'families'],
    [schoolRoutes.coverage(), 'families'],
    [schoolRoutes.ladder(), 'families'],
    [schoolRoutes.tie('t1'), 'families'],
    [schoolRoutes.familyCalls('f1'), 'families'],
    [schoolRoutes.wording('reminder', 'es'), 'outbox'],
    [schoolRoutes.titleOne(), 'impact'],
    [schoolRoutes.revokeApiKey('k1'), 'settings'],
    [schoolRoutes.groupNames(), 'settings'],
  ])('%s belongs to %s', (path, place) => {
    expect(placeAt(path, organizer)?.label).toBe(`school.nav.${place}`)
  })

  test('a page that belongs to no place marks none', () => {
    expect(placeAt(schoolRoutes.otherSchool(), organizer)).toBeUndefined()
  })

  test('a page of the second level is the one whose address the path begins with', () => {
    const families = organizer.find(({ label }) => label === 'school.nav.families') ?? expect.fail()
    expect(pageAt(schoolRoutes.family('f1'), families)?.label).toBe('school.nav.allFamilies')
    expect(pageAt(schoolRoutes.coverage(), families)?.label).toBe('school.nav.outreach')
    expect(pageAt(schoolRoutes.roster(), families)).toBeUndefined()
  })
})
