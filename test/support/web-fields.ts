import { CALENDAR, CSV, type FullSchool } from './two-schools.ts'

type Fields = Record<string, string | File>

const WORKSHOP = {
  ...{ 'title.en': 'Math', purpose: 'learning', 'durationMinutes:int': '60', presentationLanguage: 'en' },
  'audience:list': 'parents',
}

/** Valid fields of each form, by its route, so that a refusal is about authorization only. */
export const WEB_FIELDS: Record<string, (school: FullSchool) => Fields> = {
  'POST /code': ({ codes, family }) => ({ code: codes.get(family)?.code ?? '' }),
  'POST /sign-in': ({ team }) => ({ email: team.organizer.email }),
  'POST /sign-in/code': ({ team, signInCode }) => ({ email: team.other.email, code: signInCode }),
  'POST /help/:token': () => ({ answer: 'yes' }),
  'POST /me/vote/:workshop': ({ ids }) => ({ [`answers.${ids.option}`]: 'ifNeeded' }),
  'POST /me/interest/:workshop': () => ({ 'helps:list': 'food' }),
  'POST /me/session/:session': () => ({ attending: 'yes', 'adults:int': '2' }),
  'POST /me/session/:session/thanks': () => ({ text: 'Thank you' }),
  'POST /me/session/:session/survey': () => ({ 'learning.before': '2', 'learning.now': '3' }),
  'POST /me/teach': () => ({
    ...{ title: 'Sewing', learn: 'To sew', 'audience:list': 'parents', 'languages:list': 'es' },
    'durationMinutes:int': '60',
  }),
  'POST /me/teach/:proposal': () => ({ text: 'On Fridays' }),
  'POST /me/about': () => ({ writtenLanguage: 'en' }),
  'POST /me/about/reopen': ({ address }) => ({ name: `email:${address}` }),
  'POST /me/strengths': () => ({ 'makes.text': 'Soup' }),
  'POST /me/path/told': () => ({ step: 'teaching', text: 'I taught' }),
  'POST /me/path/proposed': () => ({ step: 'teaching', who: 'Eva', why: 'She knows' }),
  'POST /me/path/shown': () => ({ visibleTo: 'team' }),
  'POST /me/path/invitation/:invitation': () => ({ answer: 'yes' }),
  'POST /me/path/credit/:decision': () => ({ consent: 'yes' }),
  'POST /me/workshop/:workshop/:session': () => ({ title: 'Paper', 'needed:int': '2' }),
  'POST /me/workshop/:workshop/:session/message': () => ({ text: 'Bring a book', confirmed: 'yes' }),
  'POST /school/families/new': () => ({
    ...{ 'caregivers.0.givenName': 'Eva', writtenLanguage: 'en', spokenLanguage: 'en' },
  }),
  'POST /school/families/:family/edit': () => ({
    ...{ name: 'Another', writtenLanguage: 'en', spokenLanguage: 'en', 'caregivers.0.givenName': 'Eva' },
  }),
  'POST /school/families/:family/reopen': ({ address }) => ({ name: `email:${address}` }),
  'POST /school/families/:family/remove': () => ({ sure: 'yes' }),
  'POST /school/families/:family/merge': ({ neighbour }) => ({ with: neighbour }),
  'POST /school/families/:family/split': ({ caregiver }) => ({ 'caregivers:list': caregiver }),
  'POST /school/roster': () => ({ file: new File([CSV], 'roster.csv', { type: 'text/csv' }) }),
  'POST /school/roster/languages': () => ({ language: 'so' }),
  'POST /school/ties/:tie': () => ({ answer: 'apart' }),
  'POST /school/workshops/new': () => WORKSHOP,
  'POST /school/workshops/:workshop/edit': () => WORKSHOP,
  'POST /school/workshops/:workshop/announce': () => ({ announced: 'no' }),
  'POST /school/workshops/:workshop/poll': () => ({
    ...{ 'options.0.startLocal': '2027-03-22T18:00', closesAt: '2027-03-11T18:00', 'version:int': '1' },
  }),
  'POST /school/workshops/:workshop/record': ({ neighbour }) => ({
    family: neighbour,
    marks: 'yn',
    via: 'phone',
  }),
  'POST /school/workshops/:workshop/schedule': ({ ids }) => ({
    options: `time=${ids.option}`,
    reason: 'Free room',
    confirmed: 'yes',
  }),
  'POST /school/workshops/:workshop/messages': ({ ids }) => ({ kind: 'voteInvitation', id: ids.notice }),
  'POST /school/workshops/:workshop/tell': () => ({
    to: 'all',
    'words.en': 'Come',
    'words.es': 'Venga',
    confirmed: 'yes',
  }),
  'POST /school/workshops/:workshop/translation/:language': () => ({ title: 'Leer' }),
  'POST /school/calendar': () => ({ name: 'Snow', from: '2027-03-21' }),
  'POST /school/calendar/foreign': () => ({
    file: new File([CALENDAR], 'days.ics', { type: 'text/calendar' }),
  }),
  'POST /school/calendar/foreign/bring': () => ({
    ...{ 'days.0.taken:flag': 'yes', 'days.0.name': 'Closed', 'days.0.from': '2027-04-01' },
  }),
  'POST /school/sessions/:session/move': () => ({ startLocal: '2027-03-16T18:00', confirmed: 'yes' }),
  'POST /school/sessions/:session/replies/:family': () => ({ attending: 'yes', 'adults:int': '3' }),
  'POST /school/sessions/:session/mine': () => ({ attending: 'yes', 'adults:int': '1' }),
  'POST /school/sessions/:session/door': () => ({ name: 'Eva', language: 'es', 'adults:int': '1' }),
  'POST /school/sessions/:session/door/:family': () => ({ 'adults:int': '2', 'children:int': '1' }),
  'POST /school/sessions/:session/checklist': () => ({ title: 'Pens', 'needed:int': '3' }),
  'POST /school/sessions/:session/checklist-items': ({ ids }) => ({
    'items.0.id': ids.item,
    'items.0.status': 'done',
  }),
  'POST /school/sessions/:session/checklist/:item': ({ ids }) => ({ [`${ids.item}.status`]: 'done' }),
  'POST /school/sessions/:session/checklist/:item/ask': () => ({ name: 'Eva', email: 'eva@example.org' }),
  'POST /school/sessions/:session/survey': () => ({ audience: 'parents', marks: '24 13 -- 44 22' }),
  'POST /school/sessions/:session/survey/mine': () => ({ 'strengths.before': '2', 'strengths.now': '3' }),
  'POST /school/workshops/:workshop/print/ballots': () => ({ families: 'all' }),
  'POST /school/proposals/:proposal/talk': () => ({ text: 'When?' }),
  'POST /school/team': () => ({ name: 'Eva', email: 'eva@example.org', role: 'helper' }),
  'POST /school/team/keys': () => ({ keyName: 'site' }),
  'POST /school/settings': ({ word }) => ({ name: `${word} Academy` }),
  'POST /school/wording/:kind/:language': () => ({ text: 'Venga: {title}, {when}' }),
  'POST /school/calls/:family/undo': ({ ids }) => ({ 'calls:list': ids.madeCall }),
  'POST /school/calls/:family': ({ ids }) => ({ outcome: 'reached', 'calls:list': ids.call }),
  'POST /school/workshops/:workshop/undo': () => ({ act: 'stop' }),
  'POST /school/workshops/:workshop/messages/undo': ({ ids }) => ({
    kind: 'voteInvitation',
    id: ids.notice,
  }),
  'POST /school/other': ({ school }) => ({ school }),
  'POST /school/families/:family/talk': () => ({ kind: 'doorway', purpose: 'listen', note: 'Hello' }),
  'POST /school/families/:family/invite': () => ({
    ...{ step: 'teaching', strength: 'Bakes', role: 'Lead', time: 'Friday', 'support:list': 'stipend' },
    coLead: 'Maria',
  }),
  'POST /school/decisions': () => ({ said: 'Late', did: 'Earlier', on: '2027-02-20' }),
}
