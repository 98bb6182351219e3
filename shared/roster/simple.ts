import { isName } from '../access/visible.ts'
import { AgeBand, type Channel, type Child, familyName, Group } from '../family/family.ts'
import { beginsAsFormula } from '../family/formula.ts'
import { isDate, isKnownGrade } from '../family/grade.ts'
import { holdsUncollected } from '../family/uncollected.ts'
import { personName } from './person-name.ts'
import {
  channelOf,
  languageOf,
  type Remark,
  type RemarkReason,
  type Roster,
  type RosterCaregiver,
  type RosterDefaults,
  type RosterFamily,
  unique,
} from './roster.ts'
import { type CsvRow, readRows } from './rows.ts'
import { haveSameName, shareAddress, withChannels } from './same-person.ts'

/** What remarks call a file of the simple format, whatever its own name. */
export const SIMPLE_FILE = 'roster.csv'
const PREFIX = 'simple:'
/** The columns of the simple format, all of which are required. */
export const SIMPLE_COLUMNS = [
  'family_id',
  'caregiver_name',
  'phone',
  'email',
  'written_language',
  'spoken_language',
  'channel',
  'child_grade',
  'child_age_band',
  'groups',
]
/** The ways to reach somebody, by the words that a file may use for them. */
export const CHANNEL_WORDS: Readonly<Record<string, Channel['kind']>> = {
  text: 'sms',
  sms: 'sms',
  'text message': 'sms',
  email: 'email',
  'e-mail': 'email',
  phone: 'phone',
  call: 'phone',
  paper: 'paper',
  letter: 'paper',
}

type Remarks = { rejected: Remark[]; warnings: Remark[] }
type Draft = RosterFamily & { line: number }

/** Whether a source id is that of a family in the simple format. */
export function isSimpleId(sourceId: string): boolean {
  return sourceId.startsWith(PREFIX)
}

/** Parses the families of the simple format: one row per child or caregiver. */
export function readSimple(bytes: Uint8Array, reading: RosterDefaults): Roster {
  const { rows, header: _, ...remarks } = readRows(bytes, SIMPLE_FILE, { required: SIMPLE_COLUMNS })
  const drafts = new Map<string, Draft>()
  for (const row of rows) {
    const fault = faultOf(row)
    if (fault) remarks.rejected.push({ file: SIMPLE_FILE, line: row.line, ...fault })
    else addRow(drafts, row, reading, remarks)
  }
  const families: RosterFamily[] = []
  for (const { line, ...family } of drafts.values()) {
    if (family.caregivers.length > 0) families.push({ ...family, name: familyName(family.caregivers) })
    else remarks.rejected.push({ file: SIMPLE_FILE, line, field: 'caregiver_name', reason: 'missing' })
  }
  const lines = new Map([...drafts].map(([id, { line }]) => [id, line]))
  return {
    families,
    ties: { file: SIMPLE_FILE, field: 'family_id', lines, tied: new Map() },
    removed: [],
    ...remarks,
  }
}

function faultOf({ values }: CsvRow): { field: string; reason: RemarkReason } | undefined {
  const { family_id: id = '', caregiver_name: name = '', child_grade: grade = '' } = values
  const band = values.child_age_band ?? ''
  if (!id) return { field: 'family_id', reason: 'missing' }
  if (id.length > 100) return { field: 'family_id', reason: 'too-long' }
  if (name && !isName(name)) return { field: 'caregiver_name', reason: 'missing' }
  if (name.length > 100) return { field: 'caregiver_name', reason: 'too-long' }
  if (holdsUncollected(id)) return { field: 'family_id', reason: 'uncollected' }
  if (holdsUncollected(name)) return { field: 'caregiver_name', reason: 'uncollected' }
  if (grade.length > 20) return { field: 'child_grade', reason: 'too-long' }
  if (isDate(grade)) return { field: 'child_grade', reason: 'grade' }
  if (band && !AgeBand.safeParse(band).success) return { field: 'child_age_band', reason: 'age-band' }
  if (values.channel && !preferredOf(values)) return { field: 'channel', reason: 'channel' }
  if (!name && !grade && !band) return { field: 'caregiver_name', reason: 'missing' }
  return undefined
}

function preferredOf({ channel = '' }: CsvRow['values']): Channel['kind'] | undefined {
  const word = channel.toLowerCase()
  return Object.hasOwn(CHANNEL_WORDS, word) ? CHANNEL_WORDS[word] : undefined
}

function addRow(drafts: Map<string, Draft>, row: CsvRow, reading: RosterDefaults, remarks: Remarks): void {
  const { values, line } = row
  const sourceId = `${PREFIX}${values.family_id}`
  const written = language(row, 'written_language', reading, remarks)
  const spoken = language(row, 'spoken_language', reading, remarks)
  const writtenLanguage = written ?? spoken ?? reading.defaultLanguage
  const draft: Draft = drafts.get(sourceId) ?? {
    line,
    sourceIds: [sourceId],
    name: '',
    writtenLanguage,
    spokenLanguage: spoken ?? writtenLanguage,
    caregivers: [],
    children: [],
    groups: [],
  }
  drafts.set(sourceId, draft)
  if (values.caregiver_name) addCaregiver(draft, row, { written, spoken }, reading, remarks)
  const { child_grade: grade = '', caregiver_name: name = '' } = values
  if (grade && !isKnownGrade(grade))
    remarks.warnings.push({ file: SIMPLE_FILE, line, field: 'child_grade', reason: 'grade-unknown' })
  if (beginsAsFormula(name))
    remarks.warnings.push({ file: SIMPLE_FILE, line, field: 'caregiver_name', reason: 'sign' })
  const child = childOf(values)
  if (child) draft.children.push(child)
  draft.groups = unique([...draft.groups, ...groupsOf(row, remarks)])
}

function addCaregiver(
  draft: Draft,
  row: CsvRow,
  { written, spoken }: { written: string | undefined; spoken: string | undefined },
  reading: RosterDefaults,
  remarks: Remarks,
): void {
  const named = personName(row.values.caregiver_name ?? '')
  const channels = channelsOf(row, reading, remarks)
  // A caregiver may be repeated on the row of every child; the same name with another number is another person.
  const known = draft.caregivers.find(
    (one) => haveSameName(one, named) && (channels.length === 0 || shareAddress(one, { channels })),
  )
  if (known) {
    known.channels = withChannels(known.channels, channels)
    return
  }
  const caregiver: RosterCaregiver = {
    sourceId: `${draft.sourceIds[0]}:${draft.caregivers.length + 1}`,
    ...named,
    channels,
    ...(written && written !== draft.writtenLanguage && { writtenLanguage: written }),
    ...(spoken && spoken !== draft.spokenLanguage && { spokenLanguage: spoken }),
  }
  draft.caregivers.push(caregiver)
}

function channelsOf({ values, line }: CsvRow, reading: RosterDefaults, { warnings }: Remarks): Channel[] {
  const preferred = preferredOf(values)
  const { phone = '', email = '' } = values
  const called = channelOf(preferred === 'phone' ? 'phone' : 'sms', phone, reading)
  const mailed = channelOf('email', email, reading)
  if (phone && !called) warnings.push({ file: SIMPLE_FILE, line, field: 'phone', reason: 'phone' })
  if (email && !mailed) warnings.push({ file: SIMPLE_FILE, line, field: 'email', reason: 'email' })
  const channels = [called, mailed].filter((channel) => channel !== undefined)
  if (preferred === 'paper') return [{ kind: 'paper' }, ...channels]
  const isPreferred = ({ kind }: Channel) => kind === preferred
  return [...channels.filter(isPreferred), ...channels.filter((channel) => !isPreferred(channel))]
}

function language(
  { values, line }: CsvRow,
  field: string,
  { defaultLanguage }: RosterDefaults,
  { warnings }: Remarks,
): string | undefined {
  const typed = values[field] ?? ''
  if (!typed) return undefined
  const read = languageOf(typed)
  if (read) return read
  warnings.push({ file: SIMPLE_FILE, line, field, reason: 'language-unreadable' })
  return defaultLanguage
}

function childOf({ child_grade: grade, child_age_band: band }: CsvRow['values']): Child | undefined {
  if (grade) return { grade }
  const ageBand = AgeBand.safeParse(band)
  return ageBand.success ? { ageBand: ageBand.data } : undefined
}

function groupsOf({ values, line }: CsvRow, { warnings }: Remarks): string[] {
  const typed = (values.groups ?? '').split(';').map((group) => group.trim())
  return typed.filter(Boolean).filter((group) => {
    const fits = Group.safeParse(group).success
    if (!fits) warnings.push({ file: SIMPLE_FILE, line, field: 'groups', reason: 'group' })
    return fits
  })
}
