import type { SentChannel } from '../../shared/access/context.ts'
import type { School } from '../../shared/school/school.ts'
import type { ApiKey } from '../../shared/team/api-key.ts'
import type { Member } from '../../shared/team/member.ts'
import { JOINING_PERCENT } from '../../shared/workshop/poll.ts'
import { EARLY_PERCENT } from '../../shared/workshop/verdict.ts'
import { kindName } from '../components/group-name.ts'
import type { IconName } from '../components/icon.tsx'
import { PAGE_LANGUAGES } from '../messages/catalogue.ts'
import {
  capital,
  languageName,
  languageWithin,
  listText,
  monthDayText,
  percentText,
  timeRange,
  timeZoneText,
} from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'

/** The settings that are changed in place, each under its name in an address. */
export const EDITED_LINES = [
  'name',
  'timeZone',
  'schoolDay',
  'firstDay',
  'languages',
  'defaultLanguage',
  'shortlist',
  'joining',
  'early',
  'kinds',
  'social',
  'childcare',
  'show',
  'cushion',
  'seats',
  'timeline',
  'positive',
  'parity',
  'proposals',
] as const
export type EditedLine = (typeof EDITED_LINES)[number]

/** A setting with its value in sight: changed in place, or on a page of its own. */
export type Line = { label: string; value: string } & (
  | { edit: EditedLine }
  | { href: string; action: string }
)

/** Lines that belong together. */
export type LineGroup = { id: string; icon: IconName; title: string; lines: Line[] }

/** What the settings are shown from. */
export type SettingsData = {
  school: School
  members: readonly Member[]
  keys: readonly ApiKey[]
  /** How many entries of days off the calendar has. */
  closures: number
  /** The channels that messages leave by. */
  carriers: readonly SentChannel[]
}

/** All settings of a school in their groups. */
export function settingGroups(reader: Reader, data: SettingsData): LineGroup[] {
  const { t } = reader
  return [
    { id: 'school', icon: 'house', title: t('settings.school'), lines: schoolLines(reader, data) },
    {
      id: 'languages-of',
      icon: 'voices',
      title: t('settings.heading.languages'),
      lines: languageLines(reader, data),
    },
    { id: 'team', icon: 'people', title: t('team.title'), lines: teamLines(reader, data) },
    {
      id: 'times',
      icon: 'calendar',
      title: t('settings.heading.times'),
      lines: timeLines(reader, data.school),
    },
    {
      id: 'session',
      icon: 'child',
      title: t('settings.heading.session'),
      lines: sessionLines(reader, data.school),
    },
    {
      id: 'talking',
      icon: 'phone',
      title: t('settings.engagement'),
      lines: talkingLines(reader, data.school),
    },
    {
      id: 'access',
      icon: 'key',
      title: t('settings.heading.access'),
      lines: accessLines(reader, data),
    },
  ]
}

function schoolLines({ t, language }: Reader, { school, closures }: SettingsData): Line[] {
  const { start, end } = school.schoolDay
  const day = (hour: string) => `2026-01-05T${hour}:00.000Z`
  return [
    { edit: 'name', label: t('start.school'), value: school.name },
    { edit: 'timeZone', label: t('start.timeZone'), value: timeZoneText(school.timeZone, language) },
    {
      edit: 'schoolDay',
      label: t('settings.line.schoolDay'),
      value: timeRange(day(start), day(end), { language, timeZone: 'UTC' }),
    },
    {
      edit: 'firstDay',
      label: t('settings.firstDay'),
      value: monthDayText(school.settings.firstDay ?? '09-01', language),
    },
    {
      label: t('settings.line.calendar'),
      value: t('settings.value.calendar', { count: closures }),
      href: schoolRoutes.calendar(),
      action: t('today.openButton'),
    },
  ]
}

function languageLines({ t, language }: Reader, { school }: SettingsData): Line[] {
  const names = school.languages.map((tag) => languageWithin(tag, language))
  return [
    {
      edit: 'languages',
      label: t('settings.line.languages'),
      value: capital(listText(names, language), language),
    },
    {
      edit: 'defaultLanguage',
      label: t('start.defaultLanguage'),
      value: languageName(school.defaultLanguage, language),
    },
    {
      label: t('settings.pageLanguages'),
      value: t('settings.value.languages', { count: PAGE_LANGUAGES.length }),
      href: schoolRoutes.languages(),
      action: t('today.openButton'),
    },
  ]
}

function teamLines({ t }: Reader, { members }: SettingsData): Line[] {
  return [
    ...members.map(({ name, role }) => ({
      label: name,
      value: t(`school.role.${role}`),
      href: schoolRoutes.team(),
      action: t('today.openButton'),
    })),
    {
      label: t('settings.line.invite'),
      value: t('settings.value.invite'),
      href: `${schoolRoutes.team()}#invite`,
      action: t('settings.invite'),
    },
  ]
}

function timeLines(reader: Reader, { settings }: School): Line[] {
  const { t, language } = reader
  const percent = (value: number) => ({ percent: percentText(value, language) })
  const { shortlistPercent, joiningPercent, earlyPercent, fairnessKinds, socialPercent } = settings
  const kinds =
    fairnessKinds === 'all'
      ? t('settings.value.allKinds')
      : listText(
          fairnessKinds.map((kind) => kindName(reader, kind)),
          language,
        )
  return [
    {
      edit: 'shortlist',
      label: t('settings.line.shortlist'),
      value: t('settings.value.points', percent(shortlistPercent)),
    },
    {
      edit: 'joining',
      label: t('settings.line.joining'),
      value: t('settings.value.points', percent(joiningPercent ?? JOINING_PERCENT)),
    },
    {
      edit: 'early',
      label: t('settings.line.early'),
      value: t('settings.value.early', percent(earlyPercent ?? EARLY_PERCENT)),
    },
    { edit: 'kinds', label: t('settings.line.kinds'), value: kinds },
    {
      label: t('groups.title'),
      value: '',
      href: schoolRoutes.groupNames(),
      action: t('today.openButton'),
    },
    {
      edit: 'social',
      label: t('settings.line.social'),
      value: t('settings.value.most', percent(socialPercent ?? 50)),
    },
  ]
}

function sessionLines({ t, language }: Reader, { settings }: School): Line[] {
  const { childcare, food, vehicleSeats, timeline } = settings
  const each = childcare.ratios.map(({ perAdult }) => perAdult)
  const care = { from: Math.min(...each), to: Math.max(...each), rooms: childcare.rooms.length }
  const due = { room: timeline.roomBooked, invitations: timeline.invitations, food: timeline.foodOrdered }
  return [
    {
      edit: 'childcare',
      label: t('settings.line.childcare'),
      value: each.length > 0 ? t('settings.value.childcare', care) : '—',
    },
    {
      edit: 'show',
      label: t('settings.line.show'),
      value: t('settings.value.show', { percent: percentText(food.showPercent, language) }),
    },
    { edit: 'cushion', label: t('settings.line.cushion'), value: percentText(food.cushionPercent, language) },
    { edit: 'seats', label: t('settings.line.seats'), value: String(vehicleSeats) },
    { edit: 'timeline', label: t('settings.line.timeline'), value: t('settings.value.timeline', due) },
  ]
}

function talkingLines({ t, language }: Reader, { settings }: School): Line[] {
  const { positivePerConcern = 3, parityPercent = 80, laterProposalsPublish = true } = settings
  return [
    { edit: 'positive', label: t('settings.line.positive'), value: String(positivePerConcern) },
    { edit: 'parity', label: t('settings.line.parity'), value: percentText(parityPercent, language) },
    {
      edit: 'proposals',
      label: t('settings.line.proposals'),
      value: t(laterProposalsPublish ? 'settings.value.atOnce' : 'settings.value.readFirst'),
    },
  ]
}

function fileLines(t: Reader['t']): Line[] {
  const stops = { label: t('stopList.title'), href: schoolRoutes.stopList(), action: t('today.openButton') }
  const all = { label: t('everything.title'), href: schoolRoutes.everything(), action: t('download.button') }
  return [stops, all].map((line) => ({ ...line, value: t('settings.value.everything') }))
}

function accessLines({ t }: Reader, { keys, carriers }: SettingsData): Line[] {
  const service = carriers.length > 1 ? 'both' : (carriers[0] ?? 'none')
  return [
    {
      label: t('team.keys'),
      value: t('settings.value.keys', { count: keys.length }),
      href: `${schoolRoutes.team()}#keys`,
      action: t('today.openButton'),
    },
    {
      label: t('settings.line.outgoing'),
      value: t('settings.value.outgoing', { service }),
      href: schoolRoutes.outbox(),
      action: t('today.openButton'),
    },
    ...fileLines(t),
  ]
}
