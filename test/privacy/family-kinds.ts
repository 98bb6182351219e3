import {
  AgeBand,
  Channel,
  Child,
  FamilyChange,
  FamilyInput,
  Group,
  Leaving,
} from '../../shared/family/family.ts'
import { SkillsInput, StrengthsInput } from '../../shared/family/strength.ts'
import { NewIntroduction } from '../../shared/household/introduction.ts'
import { TieAnswered } from '../../shared/household/tie.ts'
import type { StoredKind } from './inventory.ts'

/** What is stored about a family itself. */
export const FAMILY_KINDS: readonly StoredKind[] = [
  {
    what: 'A family',
    key: 'SCHOOL#{school}#FAMILIES / FAMILY#{family}',
    schemas: [
      ['', FamilyInput],
      ['', FamilyChange],
      ['', Leaving],
      ['caregivers[].channels[]', Channel],
      ['children[]', Child],
      ['children[].ageBand', AgeBand],
      ['groups[]', Group],
      ['strengths', StrengthsInput],
      ['strengths', SkillsInput],
    ],
    notKept: {
      'caregivers[]': 'who leaves for a family of their own: both are then as the rest here',
      'children[]': 'who leaves for a family of their own: both are then as the rest here',
    },
    sees: ['family', 'organizers'],
    goes: ['family', 'school'],
    fields: {
      name: {
        why: 'what the family is called; a host sees it where the family agreed',
        sees: ['family', 'organizers', 'helpers', 'host'],
      },
      writtenLanguage: { why: 'in which it is written to', sees: ['family', 'organizers', 'helpers'] },
      spokenLanguage: {
        why: 'in which it is spoken to and interpreted for',
        sees: ['family', 'organizers', 'helpers'],
      },
      'caregivers[].id': 'tells caregivers apart',
      'caregivers[].givenName': { why: 'to call them by name', sees: ['family', 'organizers', 'helpers'] },
      'caregivers[].familyName': { why: 'to call them by name', sees: ['family', 'organizers', 'helpers'] },
      'caregivers[].channels[].kind': 'by which way they wish to be reached',
      'caregivers[].channels[].address': 'where they are reached',
      'caregivers[].writtenLanguage': 'where it is not the family’s',
      'caregivers[].spokenLanguage': 'where it is not the family’s',
      'caregivers[].sourceId': { why: 'to know them again on the next roster', sees: ['family'] },
      'children[].grade': 'which workshops are for them; no name and no birth date',
      'children[].ageBand': 'who watches them',
      'children[].sourceId': { why: 'to know them again on the next roster', sees: ['family'] },
      'groups[]': 'so that a time leaves no group out; only what was told',
      bothMustAttend: 'whether all caregivers must be able to come',
      'sourceIds[]': { why: 'to know the family again on the next roster', sees: ['family'] },
      'saidThemselves[]': { why: 'what a roster leaves alone', sees: ['family'] },
      'links[]': { why: 'which personal link and code are valid, as hashes', sees: ['nobody'] },
      'printedCodes[]': { why: 'the code beside its printed link, hashed', sees: ['nobody'] },
      linksSince: { why: 'which links of messages are valid', sees: ['nobody'] },
      'caregiverLinksSince.*': {
        why: 'since when the own link of a caregiver is another one, by their id',
        sees: ['nobody'],
      },
      'consents.*.source': 'who told us the address',
      'consents.*.at': 'since when we have the address',
      'strengths.*.text': {
        why: 'what it knows, teaches, speaks, makes, and what goes well',
        sees: ['family', 'organizers', 'helpers', 'host'],
      },
      'strengths.*.hosts': 'whether families that lead a workshop may read it',
      'strengths.skills[]': {
        why: 'what it ticked that it is good at',
        sees: ['family', 'organizers', 'helpers'],
      },
    },
  },
  {
    what: 'A family that the team removed',
    key: 'SCHOOL#{school}#REMOVED / FAMILY#{family}',
    sees: ['organizers'],
    goes: ['month', 'school'],
    fields: {
      family: 'its people and their ways, to bring it back within 30 days',
      removedAt: 'when it was removed',
      mentions: 'the workshops it hosted, its people on the team, and the decisions that credit it',
    },
  },
  {
    what: 'Something of a family that the team removed',
    key: 'SCHOOL#{school}#REMOVED#{family} / ITEM#{hash}',
    sees: ['nobody'],
    goes: ['month', 'school'],
    fields: {
      item: 'a vote, a reply, a message or the like, to bring it back within 30 days as it was',
      isPacked: 'whether a packed copy counts it too',
    },
  },
  {
    what: "What a family's personal link or code opens",
    key: 'SECRET#{hash} / SECRET',
    only: { kind: 'family-link', at: undefined },
    sees: ['nobody'],
    goes: ['hand', 'family', 'school'],
    fields: { kind: 'what it opens', school: 'which school', family: 'whose pages' },
  },
  {
    what: 'What a link in a message opens',
    key: 'SECRET#{hash} / SECRET',
    only: { kind: 'family-link' },
    sees: ['nobody'],
    goes: ['link', 'family', 'school'],
    fields: {
      kind: 'what it opens',
      school: 'which school',
      family: 'whose pages',
      at: 'whether a newer personal link has ended it',
      'way.channel': 'by which way it went, to stop messages from there',
      'way.to': 'where it went, to stop messages from there',
      asked: 'the answer about which workshop it opens',
    },
  },
  {
    what: 'What is filled in when a family replies the next time',
    key: 'SCHOOL#{school}#REMEMBERED / FAMILY#{family}',
    sees: ['family'],
    goes: ['helped', 'family', 'school'],
    fields: {
      adults: 'how many come',
      'children[].months': 'who watches them',
      'children[].ageBand': 'who watches them',
      'interpretation[].language': 'who interprets',
      'interpretation[].adults': 'who interprets',
      'diets.*': 'what is cooked',
      'allergens[]': 'what must not be in it',
      ride: 'how many need a ride',
      access: 'what makes coming possible',
      repliedAt: 'which of two is newer when families are merged',
    },
  },
  ...(['MANY', '{family}'] as const).map(
    (seen): StoredKind => ({
      what:
        seen === 'MANY'
          ? 'That somebody of the team saw a list of many families'
          : 'That somebody of the team saw a family',
      key: `SCHOOL#{school}#VIEWED#${seen} / DAY#{day}#{on}#{member}`,
      sees: seen === 'MANY' ? ['families'] : ['family'],
      goes: seen === 'MANY' ? ['quarter', 'school'] : ['quarter', 'family', 'school'],
      fields: {
        member: { why: 'who it was, so that the same one is noted once a day', sees: ['nobody'] },
        name: 'who it was',
        on: 'where: on its page, in a search, on a call list, with its link, on a list, in a file, by a program',
        at: 'when last on that day',
      },
    }),
  ),
  {
    what: 'To which sessions a family came',
    key: 'SCHOOL#{school}#VISITS / FAMILY#{family}',
    sees: ['family'],
    goes: ['family', 'school'],
    fields: {
      family: 'whose',
      'sessions[].id': 'whom workshops reach, as counts; who has not been to any yet',
      'sessions[].at': 'in which school year',
    },
  },
  ...(['WAITING', 'DECLINED'] as const).map(
    (state): StoredKind => ({
      what:
        state === 'WAITING'
          ? 'A family that introduced itself and waits for an answer'
          : 'A family that introduced itself and was turned down',
      key: `SCHOOL#{school}#INTRODUCTIONS / ${state}#{introduction}`,
      ...(state === 'WAITING' && {
        schemas: [['', NewIntroduction]] as const,
        notKept: { once: 'makes the id of what it is' },
      }),
      sees: ['organizers'],
      goes: state === 'WAITING' ? ['month', 'done', 'school'] : ['month', 'school'],
      fields: {
        state: 'whether it waits or was turned down',
        name: 'to call them by name',
        language: 'in which they are written to',
        way: 'by which way they wish to be reached',
        address: 'where they are reached; whether the school has the family already',
        at: 'when it came',
        answerBy: 'the day by which they were promised an answer',
        ...(state === 'WAITING' && {
          other: 'to call another adult by name',
          classes: 'which workshops are for their children; no name and no birth date',
          family: 'which family it is about to become',
        }),
      },
    }),
  ),
  {
    what: 'That a family which introduced itself was let in',
    key: 'SCHOOL#{school}#INTRODUCTIONS / JOINED#{introduction}',
    sees: ['nobody'],
    goes: ['month', 'school'],
    fields: {
      state: 'that it was let in',
      family: 'which family it is, so that its form, sent again, makes no second',
      entry: 'how its link goes to it, told again to whoever answers twice',
      at: 'when it came',
    },
  },
  ...(['OPEN', 'ANSWERED'] as const).map(
    (state): StoredKind => ({
      what:
        state === 'OPEN'
          ? 'A question whether people of a roster belong together'
          : 'The answer whether people of a roster belong together',
      key: `SCHOOL#{school}#TIES / ${state}#{hash}`,
      ...(state === 'ANSWERED' && { schemas: [['', TieAnswered]] as const }),
      sees: ['organizers'],
      goes: state === 'OPEN' ? ['hand', 'family', 'school'] : ['family', 'school'],
      fields: {
        kind: 'whether two families would join, or one would part',
        family: 'whose family it is about',
        other: 'with which family it would join',
        renamedTo: "the roster's new id of the family",
        ...(state === 'OPEN' && {
          'listed[].givenName':
            'whom the roster names under that id, to ask about people and not about numbers',
          'listed[].familyName': 'whom the roster names under that id',
        }),
        'people[]': { why: "who would leave, by the roster's id", sees: ['nobody'] },
        isMissing: 'whether they are not in the roster at all',
        askedAt: 'when the roster came',
        ...(state === 'OPEN' && {
          newcomers: {
            why: 'who is new and tied to both, and waits for the answer',
            sees: ['nobody'] as const,
          },
        }),
        ...(state === 'ANSWERED' && { answer: 'what the team decided, so that no later roster changes it' }),
      },
    }),
  ),
  {
    what: 'That a family of a roster asked not to be kept',
    key: 'SCHOOL#{school}#DEPARTED / STONE#{hash}',
    sees: ['nobody'],
    goes: ['school'],
    fields: { stone: "so that the next roster does not bring it back: a hash of school and roster's id" },
  },
]
