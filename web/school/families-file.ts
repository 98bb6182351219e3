import type { Hono } from 'hono'
import { allFamilies } from '../../shared/family/family.operations.ts'
import type { Caregiver, Family } from '../../shared/family/family.ts'
import { phoneWriter, type WritePhone } from '../../shared/family/phone.ts'
import { groupNames } from '../components/group-name.ts'
import { languageName } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import { type Cell, SHEET_FORMATS, type Sheet, sendSheet } from '../spreadsheet.ts'
import { organizerOf, type Reader, type WebEnv } from '../visit.ts'
import { caregiverName, childText } from './family.tsx'
import { noteViewed } from './viewed.ts'

const HEADS = [
  'families.name',
  'families.caregivers',
  'download.phone',
  'download.email',
  'family.written',
  'family.spoken',
  'families.children',
  'families.groups',
] as const

/** The families of the school in their order, with what the team knows of them. Never their links. */
export function familiesSheet(reader: Reader, families: readonly Family[], write: WritePhone): Sheet {
  return {
    title: reader.t('families.title'),
    heads: HEADS.map((head) => reader.t(head)),
    rows: families.map((family) => rowOf(reader, family, write)),
  }
}

function rowOf(reader: Reader, family: Family, write: WritePhone): Cell[] {
  const { t, language, school } = reader
  const addresses = family.caregivers.flatMap(addressesOf)
  const phones = addresses.filter(isPhone).map((number) => write(number, school?.country ?? ''))
  return [
    family.name,
    family.caregivers.map(caregiverName).join(', '),
    phones.join(', '),
    addresses.filter((address) => !isPhone(address)).join(', '),
    languageName(family.writtenLanguage, language),
    languageName(family.spokenLanguage, language),
    family.children.map((child) => childText(t, child)).join(', '),
    groupNames(reader, family.groups),
  ]
}

// A number may be there twice: for texts and for calls.
function addressesOf({ channels }: Caregiver): string[] {
  return [...new Set(channels.flatMap(({ address }) => address ?? []))]
}

const isPhone = (address: string) => address.startsWith('+')

/** Registers the list of families as a file. */
export function registerFamiliesFile(app: Hono<WebEnv>): void {
  for (const format of SHEET_FORMATS) {
    app.get(schoolRoutes.familiesFile(format), async (c) => {
      const { school } = organizerOf(c)
      const families = await allFamilies(c.get('context'), school.id)
      const ids = families.map(({ id }) => id)
      noteViewed(c, 'download', ids)
      return sendSheet(c, 'families', familiesSheet(c.get('reader'), families, await phoneWriter()), format)
    })
  }
}
