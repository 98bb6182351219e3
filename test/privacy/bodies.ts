type Ids = Readonly<Record<string, string>>

/**
 * The JSON body for each call of the API that takes one: valid, and with ids of another school wherever possible.
 */
export const BODIES: Readonly<Record<string, (theirs: Ids) => unknown>> = {
  'patch /schools/{school}': () => ({ settings: { vehicleSeats: 5 } }),
  'post /schools/{school}/members': ({ family }) => ({
    name: 'New',
    email: 'new@example.org',
    role: 'parentLeader',
    family,
  }),
  'post /schools/{school}/api-keys': () => ({ name: 'key' }),
  'post /schools/{school}/closures': () => ({ name: 'closed', from: '2027-04-20' }),
  'post /schools/{school}/families': () => ({ caregivers: [{ givenName: 'New' }] }),
  'patch /schools/{school}/families/{family}': () => ({ groups: ['bus:9'] }),
  'post /schools/{school}/families/{family}/merge': ({ family }) => ({ family }),
  'post /schools/{school}/families/{family}/split': ({ family = '' }) => ({ caregivers: [family] }),
  'post /schools/{school}/roster/ties/{tie}': () => ({ answer: 'together' }),
  'post /schools/{school}/workshops': ({ family }) => ({ ...WORKSHOP, hostFamily: family }),
  'patch /workshops/{workshop}': ({ family }) => ({ hostFamily: family }),
  'put /workshops/{workshop}/poll': () => ({
    options: [{ startLocal: '2027-04-24T18:00' }],
    closesAt: '2027-04-22T09:00',
  }),
  'put /workshops/{workshop}/poll/ballots/{family}': ({ family }) => ({
    answers: {},
    noneWork: true,
    caregiver: family,
  }),
  'post /workshops/{workshop}/schedule': () => ({ options: ['option'] }),
  'post /sessions/{session}/move': () => ({ startLocal: '2027-04-24T18:00' }),
  'put /sessions/{session}/replies/{family}': () => ({ attending: true }),
  'put /sessions/{session}/staff/{member}': () => ({ attending: true }),
  'post /sessions/{session}/items': () => ({ title: 'more' }),
  'patch /sessions/{session}/items/{item}': () => ({ note: 'words' }),
  'post /sessions/{session}/signups': () => ({ title: { en: 'dish' }, wanted: 1 }),
  'patch /sessions/{session}/signups/{signup}': () => ({ wanted: 3 }),
  'put /sessions/{session}/signups/{signup}/families/{family}': () => ({ places: 1 }),
  'post /workshops/{workshop}/questions': ({ family }) => ({ family, text: 'May I come?' }),
  'put /workshops/{workshop}/questions/{question}/answer': () => ({ text: 'Yes' }),
  'put /sessions/{session}/signups/{signup}/families/{family}/given': () => ({ given: true }),
  'post /sessions/{session}/attendance': () => ({ name: 'New', language: 'en' }),
  'put /sessions/{session}/attendance/{family}': () => ({ adults: 1 }),
  'put /workshops/{workshop}/announcement': () => ({ announced: true }),
  'put /workshops/{workshop}/interest/{family}': () => ({ helps: [] }),
  'post /schools/{school}/proposals': ({ family }) => ({
    ...{ family, title: 'idea', learn: 'much', audience: ['parents'], languages: ['en'] },
    durationMinutes: 60,
  }),
  'post /proposals/{proposal}/words': () => ({ text: 'words' }),
  'post /schools/{school}/calls/{call}': () => ({ outcome: 'reached' }),
  'post /schools/{school}/families/{family}/calls': ({ call }) => ({ outcome: 'reached', calls: [call] }),
  'put /schools/{school}/calls/{call}/assignee': ({ member }) => ({ member }),
  'post /workshops/{workshop}/broadcasts/preview': ({ session }) => ({
    session,
    to: 'all',
    words: { en: 'words' },
  }),
  'post /workshops/{workshop}/broadcasts': ({ session }) => ({ session, to: 'all', words: { en: 'words' } }),
  'post /sessions/{session}/items/{item}/helpers': () => ({ name: 'New', email: 'new@example.org' }),
  'put /workshops/{workshop}/translations/{language}': () => ({ title: 'words' }),
  'post /schools/{school}/families/{family}/conversations': () => ({ kind: 'doorway', purpose: 'listen' }),
  'post /schools/{school}/decisions': ({ family }) => ({
    said: 'words',
    did: 'words',
    on: '2027-03-05',
    families: [family],
  }),
}

const WORKSHOP = {
  title: { en: 'words' },
  purpose: 'learning',
  audience: ['parents'],
  durationMinutes: 60,
  presentationLanguage: 'en',
  presenters: 1,
  volunteers: 0,
  offers: { childcare: false, food: false, interpretation: false, rides: false },
}
