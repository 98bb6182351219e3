import type { FamilyMessage } from '../../shared/delivery/delivery.operations.ts'
import { DEFAULT_SETTINGS, NewSchool } from '../../shared/school/school.ts'
import { PUENTE } from './api.ts'
import { READING } from './puente.ts'

const closesAt = '2027-03-16T22:00:00.000Z'
const step = { kind: 'voteInvitation', due: '2027-03-01T15:00:00.000Z', until: closesAt } as const
const about = { ...step, workshop: 'puente-w1', stand: closesAt }

/** A family's invitation to vote as its carrier receives it, by text and in Spanish. */
export const NOTICE_MESSAGE: FamilyMessage = {
  ...{ id: 'c1', kind: 'notices', channel: 'sms', to: '+16175550123', language: 'es', fields: {} },
  at: '2027-03-01T15:00:00.000Z',
  notices: { school: 'puente', family: 'f1', caregiver: 'c1', name: 'Rosa', about: [about], next: [] },
  token: 'token-of-a-link',
  school: { ...NewSchool.parse(PUENTE), id: 'puente', settings: DEFAULT_SETTINGS, revision: 1 },
  topics: [
    {
      about,
      workshop: {
        ...READING,
        title: { en: 'Reading at home', es: 'Leer en casa' },
        ...{ id: 'puente-w1', status: 'voting', revision: 1 },
        poll: { version: 1, closesAt, options: [], answersVisible: false, shortlistPercent: 80, removed: [] },
      },
    },
  ],
}
