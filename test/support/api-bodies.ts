import { CALENDAR, CSV, type FullSchool, STOPS } from './two-schools.ts'

const WORKSHOP = {
  title: { en: 'Math' },
  purpose: 'learning',
  durationMinutes: 60,
  presentationLanguage: 'en',
}

/** What a call sends that is right, as JSON or as a text with its media type. */
export const API_BODIES: Record<string, (school: FullSchool) => unknown> = {
  'POST /schools': () => ({
    name: 'New',
    timeZone: 'America/New_York',
    languages: ['en'],
    defaultLanguage: 'en',
  }),
  'PATCH /schools/{school}': ({ word }) => ({ name: `${word} Academy` }),
  'POST /schools/{school}/members': () => ({ name: 'Eva', email: 'eva@example.org' }),
  'POST /schools/{school}/api-keys': () => ({ name: 'site' }),
  'POST /schools/{school}/closures': () => ({ name: 'Snow', from: '2027-03-21' }),
  'POST /schools/{school}/closures/calendar': () => CALENDAR,
  'POST /schools/{school}/families': () => ({ caregivers: [{ givenName: 'Eva' }] }),
  'PATCH /schools/{school}/families/{family}': () => ({ groups: ['shift:night'] }),
  'POST /schools/{school}/families/{family}/merge': ({ neighbour }) => ({ family: neighbour }),
  'POST /schools/{school}/families/{family}/split': ({ caregiver }) => ({ caregivers: [caregiver] }),
  'POST /schools/{school}/roster': () => CSV,
  'POST /schools/{school}/stop-list': () => STOPS,
  'POST /schools/{school}/roster/ties/{tie}': () => ({ answer: 'apart' }),
  'POST /schools/{school}/workshops': () => WORKSHOP,
  'PATCH /workshops/{workshop}': () => ({ place: 'Library' }),
  'PUT /workshops/{workshop}/poll': () => ({
    options: [{ startLocal: '2027-03-22T18:00' }],
    closesAt: '2027-03-11T18:00',
  }),
  'PUT /workshops/{workshop}/poll/ballots/{family}': ({ ids }) => ({ answers: { [ids.option]: 'ifNeeded' } }),
  'POST /workshops/{workshop}/schedule': ({ ids }) => ({ options: [ids.option], reason: 'Free room' }),
  'POST /sessions/{session}/move': () => ({ startLocal: '2027-03-16T18:00' }),
  'PUT /sessions/{session}/replies/{family}': () => ({ attending: true, adults: 3 }),
  'PUT /sessions/{session}/staff/{member}': () => ({ attending: true, adults: 1 }),
  'POST /sessions/{session}/items': () => ({ title: 'Pens' }),
  'POST /sessions/{session}/signups': () => ({ title: { en: 'A salad' }, wanted: 2 }),
  'PATCH /sessions/{session}/signups/{signup}': () => ({ wanted: 3 }),
  'PUT /sessions/{session}/signups/{signup}/families/{family}': () => ({ places: 1 }),
  'POST /workshops/{workshop}/questions': ({ family }) => ({ family, text: 'May I bring a friend?' }),
  'PUT /workshops/{workshop}/questions/{question}/answer': () => ({ text: 'Yes' }),
  'PUT /sessions/{session}/signups/{signup}/families/{family}/given': () => ({ given: true }),
  'PATCH /sessions/{session}/items/{item}': () => ({ status: 'done' }),
  'POST /sessions/{session}/attendance': () => ({ name: 'Eva', language: 'es' }),
  'PUT /sessions/{session}/attendance/{family}': () => ({ adults: 2 }),
  'PUT /workshops/{workshop}/announcement': () => ({ announced: false }),
  'POST /schools/{school}/proposals': ({ family }) => ({
    ...{ family, title: 'Sewing', learn: 'To sew', audience: ['parents'], languages: ['es'] },
    durationMinutes: 60,
  }),
  'POST /proposals/{proposal}/words': () => ({ text: 'When?' }),
  'POST /schools/{school}/calls/{call}': () => ({ outcome: 'reached' }),
  'POST /schools/{school}/families/{family}/calls': ({ ids }) => ({ outcome: 'reached', calls: [ids.call] }),
  'POST /workshops/{workshop}/broadcasts/preview': () => ({ to: 'all', words: { en: 'Come', es: 'Venga' } }),
  'POST /workshops/{workshop}/broadcasts': () => ({ to: 'all', words: { en: 'Come', es: 'Venga' } }),
  'POST /sessions/{session}/items/{item}/helpers': () => ({ name: 'Eva', email: 'eva@example.org' }),
  'PUT /workshops/{workshop}/translations/{language}': () => ({ title: 'Leer' }),
  'POST /schools/{school}/families/{family}/conversations': () => ({ kind: 'doorway', purpose: 'listen' }),
  'POST /schools/{school}/decisions': () => ({ said: 'Late', did: 'Earlier', on: '2027-02-20' }),
}

/** The media type of a call's body. */
export function mediaTypeOf(route: string): string {
  if (route.endsWith('/roster') || route.endsWith('/stop-list')) return 'text/csv'
  return route.endsWith('/closures/calendar') ? 'text/calendar' : 'application/json'
}

// What each call undoes, or deletes.
function undoneAt(path: string, ids: FullSchool['ids']): Record<string, string> {
  if (path.endsWith('/poll/undo')) return { workshop: ids.asked }
  if (path.endsWith('/stop/undo')) return { workshop: ids.stopped }
  if (path.endsWith('/schedule/undo')) return { workshop: ids.chosen }
  if (path.endsWith('/held/undo')) return { workshop: ids.held }
  if (path.endsWith('/cancel/undo')) return { workshop: ids.cancelled, session: ids.cancelledSession }
  if (path.endsWith('/calls/{call}/undo')) return { call: ids.madeCall }
  if (path.endsWith('/move/undo')) return { session: ids.movedSession }
  if (path.includes('/questions/')) return { workshop: ids.decided }
  if (path.endsWith('/given')) return { signup: ids.taken }
  if (path === '/workshops/{workshop}') return { workshop: ids.draft }
  return path.endsWith('/restore') ? { family: ids.removed } : {}
}

/** The path of a call with the ids of a school in it; `foreign` ids take the place of those of the same name. */
export function callAt(
  path: string,
  { ids, leading }: FullSchool,
  foreign: Record<string, string> = {},
): string {
  const places: Record<string, string> = {
    ...ids,
    ...(/(attendance|turnout|survey)/.test(path) && { session: ids.begun }),
    ...(/\/(interest|announcement)/.test(path) && { workshop: ids.draft }),
    ...(path.endsWith('/held') && { workshop: ids.past }),
    ...undoneAt(path, ids),
    ...(path.endsWith('/families/{family}/calls') && { family: leading }),
    ...foreign,
  }
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => places[name] ?? `no-${name}`)
  return path.endsWith('/suggestions') ? `${filled}?from=2027-03-20&to=2027-03-27` : filled
}
