import { expect, test } from 'vitest'
import { Broadcast } from '../../../shared/delivery/broadcast.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { NewHelper } from '../../../shared/logistics/help.ts'
import { languageTag } from '../../../shared/school/language-tag.ts'
import { NewSchool } from '../../../shared/school/school.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import { NewMember } from '../../../shared/team/member.ts'
import { BallotInput } from '../../../shared/workshop/ballot.ts'
import { NewProposal } from '../../../shared/workshop/proposal.ts'
import { NewWorkshop, WorkshopChange } from '../../../shared/workshop/workshop.ts'
import { PUENTE } from '../../support/api.ts'
import { READING } from '../../support/puente.ts'

const email = 'noor@example.org'
const caregivers = [{ givenName: 'Noor' }]
const BREAD = { family: 'f', title: 'Bread', learn: 'To bake', audience: ['parents'], durationMinutes: 60 }
const words = { en: 'We moved.' }

// What people write by hand and what comes by the API is parsed by the same schemas.
test.each([
  [
    'the interpreter that a ballot asks for',
    BallotInput,
    (language: string) => ({ answers: {}, couldComeIf: [{ kind: 'interpreter', language }] }),
  ],
  [
    'the interpretation of a reply',
    ReplyInput,
    (language: string) => ({ attending: true, interpretation: [{ language, adults: 1 }] }),
  ],
  [
    'the readers of a reply',
    ReplyInput,
    (language: string) => ({ attending: true, readers: { [language]: 1 } }),
  ],
  [
    'the language of a workshop',
    NewWorkshop,
    (presentationLanguage: string) => ({ ...READING, presentationLanguage }),
  ],
  [
    'a changed language of a workshop',
    WorkshopChange,
    (presentationLanguage: string) => ({ presentationLanguage }),
  ],
  [
    'a title of a workshop',
    NewWorkshop,
    (language: string) => ({ ...READING, title: { [language]: 'Reading' } }),
  ],
  ['a proposal', NewProposal, (language: string) => ({ ...BREAD, languages: [language] })],
  [
    'the languages of a school',
    NewSchool,
    (language: string) => ({ ...PUENTE, languages: ['en', language] }),
  ],
  ['a family', FamilyInput, (writtenLanguage: string) => ({ caregivers, writtenLanguage })],
  [
    'a caregiver',
    FamilyInput,
    (spokenLanguage: string) => ({ caregivers: [{ givenName: 'Noor', spokenLanguage }] }),
  ],
  ['a member of the team', NewMember, (language: string) => ({ name: 'Noor', email, language })],
  ['a helper', NewHelper, (language: string) => ({ name: 'Noor', email, language })],
  [
    'the audience of a broadcast',
    Broadcast,
    (language: string) => ({ to: 'all', words, languages: [language] }),
  ],
  [
    'the words of a broadcast',
    Broadcast,
    (language: string) => ({ to: 'all', words: { [language]: 'We moved.' } }),
  ],
] as const)('%s is in a registered language', (_, schema, inputIn) => {
  const isAccepted = (language: string) => schema.safeParse(inputIn(language)).success
  expect(isAccepted('so')).toBe(true)
  for (const code of ['zzz', 'esp', 'und']) expect([code, isAccepted(code)]).toEqual([code, false])
})

test.each([
  ['zh-yue', 'yue'],
  ['zh-yue-HK', 'yue-HK'],
  ['ar-arz', 'arz'],
  ['sgn-ase', 'ase'],
  ['ES-mx', 'es-MX'],
  ['iw', 'iw'],
])('%s is kept as %s', (tag, kept) => {
  expect(languageTag().parse(tag)).toBe(kept)
})

test('a record never makes one text of two that were given', () => {
  const title = { yue: 'Reading', 'zh-yue': 'Writing' }
  expect(NewWorkshop.safeParse({ ...READING, title }).success).toBe(false)
})
