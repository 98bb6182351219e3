import { deflateRawSync } from 'node:zlib'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { publicScope } from '../../shared/access/actor.ts'
import { newId } from '../../shared/access/identifier.ts'
import { putCalendar } from '../../shared/calendar/calendar.store.ts'
import { familyItem } from '../../shared/family/family.store.ts'
import { FamilyInput } from '../../shared/family/family.ts'
import { EvidenceInput, newPath, withEvidence } from '../../shared/ladder/ladder.ts'
import { hasTooManyTopics, waiting, withTopic } from '../../shared/message/message.ts'
import { putNotice } from '../../shared/message/notice.store.ts'
import { aboutInLanguage } from '../../shared/message/notice.ts'
import { fitsInItem } from '../../shared/packed/item-size.ts'
import { saveReply } from '../../shared/session/reply.store.ts'
import { BALLOTS } from '../../shared/workshop/ballot.store.ts'
import { buildPoll, PollInput } from '../../shared/workshop/poll.ts'
import { saveProposal } from '../../shared/workshop/proposal.store.ts'
import { type Proposal, withWords } from '../../shared/workshop/proposal.ts'
import { saveWorkshop } from '../../shared/workshop/workshop.store.ts'

// The longest text that people can write, in a script of three bytes a letter.
const written = (letters: number) => '学'.repeat(letters)
const scope = publicScope('puente')
const now = DateTime.fromISO('2027-03-01T15:00:00Z', { zone: 'utc' })
const at = now.toISO() ?? ''
const many = <T>(count: number, make: (place: number) => T) =>
  Array.from({ length: count }, (_, place) => make(place))
const tag = (place: number) =>
  `${String.fromCharCode(97 + (place % 26))}${String.fromCharCode(97 + Math.floor(place / 26))}`

describe('The largest allowed input fits in an item of 100 KB:', () => {
  test('a family of twelve caregivers with eight addresses each', () => {
    const caregivers = many(12, (person) => ({
      givenName: written(100),
      familyName: written(100),
      channels: many(8, (place) => ({
        kind: 'email',
        address: `${'a'.repeat(40)}${person}-${place}@example.org`,
      })),
    }))
    const groups = many(40, (place) => `neighborhood:${written(70)}${place}`)
    const input = FamilyInput.parse({
      caregivers,
      groups,
      children: many(20, () => ({ grade: written(20) })),
    })
    const family = { ...input, id: 'f', name: written(100), writtenLanguage: 'zh', spokenLanguage: 'zh' }
    const kept = { ...family, caregivers: input.caregivers.map((one) => ({ ...one, id: 'c' })) }
    const item = familyItem(scope, { ...kept, sourceIds: [], saidThemselves: [], links: [], revision: 1 })
    expect(fitsInItem(item)).toBe(true)
  })

  test('a part of the packed votes of 100,000 families about twenty times', () => {
    const options = many(20, () => newId())
    const rows = many(Math.ceil(100_000 / BALLOTS.parts), (place) => [
      newId(),
      BALLOTS.row({
        family: '',
        ballotVersion: 1,
        answers: Object.fromEntries(
          options.map((id, option) => [id, `${'yin'[(place * option) % 7] ?? 'y'}1`]),
        ),
        noneWork: false,
        couldComeIf: place % 2 ? ['childcare', 'ride'] : [],
        via: 'link',
        receivedAt: now.plus({ milliseconds: place * 7919 }).toISO() ?? '',
      }),
    ])
    expect(fitsInItem({ rows: deflateRawSync(JSON.stringify(rows)).toString('latin1') })).toBe(true)
  })

  test('a path of sixty pieces of evidence', () => {
    const evidence = EvidenceInput.parse({ step: 'guest', text: written(280) })
    const told = many(60, (place) => place).reduce(
      (path, place) => withEvidence(path, evidence, { id: `e${place}`, at }),
      newPath('f'),
    )
    expect(fitsInItem(told)).toBe(true)
  })

  test('a proposal with a long thread', () => {
    const proposal: Proposal = {
      ...{ id: 'p', family: 'f', title: written(120), learn: written(2000), audience: ['parents'] },
      ...{ languages: ['zh'], needs: written(500), preferredTimes: written(500), coHost: written(120) },
      ...{ durationMinutes: 60, status: 'proposed', proposedAt: at },
    }
    const words = { text: written(600), thanks: false }
    const talked = many(60, (place) => place).reduce(
      (one) => withWords(one, 'family', words, { id: newId(), at }),
      proposal,
    )
    expect(() => saveProposal(scope, talked)).not.toThrow()
  })

  test('a poll of twenty times after a hundred others', () => {
    const frame = {
      timeZone: 'UTC',
      durationMinutes: 60,
      shortlistPercent: 85,
      joiningPercent: 60,
      now: at,
      newId: () => 'abcdefghijkl',
    }
    const options = many(20, (place) => ({ start: now.plus({ days: 30, hours: place }).toISO() ?? '' }))
    const input = PollInput.parse({ options, closesAt: now.plus({ days: 7 }).toISO() ?? '' })
    const poll = { ...buildPoll(input, frame), removed: many(100, () => 'abcdefghijkl') }
    expect(Buffer.byteLength(JSON.stringify(poll))).toBeLessThan(10_000)
  })

  test('a message to one person about as many topics as it may hold', () => {
    const words = Object.fromEntries(
      ['fr', 'en', 'zh', 'zh-Hans'].map((language) => [language, written(600)]),
    )
    const topic = (place: number) => ({
      ...{ kind: 'broadcast' as const, due: at, until: at, workshop: `w${place}`, stand: '' },
      words,
    })
    const notices = {
      school: 's',
      family: 'f',
      caregiver: 'c',
      name: written(200),
      about: [topic(0)],
      next: [],
    }
    const message = {
      id: 'm',
      kind: 'notices',
      channel: 'email',
      to: 'a@example.org',
      language: 'zh-Hans',
    } as const
    let told = waiting({ ...message, fields: {}, at, notices }, 1, now)
    for (let place = 1; ; place++) {
      const more = withTopic(told, aboutInLanguage(topic(place), 'zh-Hans'))
      if (hasTooManyTopics(more)) break
      told = more
    }
    expect(told.notices?.about).toHaveLength(10)
    expect(fitsInItem(told)).toBe(true)
  })
})

describe('Input that would not fit is refused with a code:', () => {
  const refused = expect.objectContaining({ code: 'too-large' })
  // Each as a program could send it; only its size matters.
  const long = Object.fromEntries(many(300, (place) => [tag(place), written(600)])) as never

  test.each<[string, () => unknown]>([
    ['a workshop in very many languages', () => saveWorkshop(scope, { id: 'w', title: long } as never)],
    [
      'a broadcast in very many languages',
      () => putNotice(scope, { id: 'n', workshop: 'w', steps: [{ words: long }] } as never),
    ],
    [
      'a family that a wrong roster makes of everybody',
      () => familyItem(scope, { id: 'f', caregivers: long } as never),
    ],
    ['a calendar', () => putCalendar(scope, { closures: long, revision: 1 })],
    [
      'a reply that reads very many languages',
      () => saveReply(scope, 's', { family: 'f', readers: long } as never),
    ],
    ['a proposal in very long languages', () => saveProposal(scope, { id: 'p', languages: long } as never)],
  ])('%s', (_, write) => {
    expect(write).toThrow(refused)
  })
})
