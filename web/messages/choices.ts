import { languageName } from './format.ts'

/** Languages that families of our schools speak and write, for lists to choose from. */
export const FAMILY_LANGUAGES = (
  'en es zh vi ar ht so fr pt ru ko tl hi ur fa ps sw am ti om hmn my km lo ne uk pl ja pa bn te ta gu ' +
  'ro sq sr bs de it el he tr ku hy ka th id ms mam quc qu nv yo ig ha rw ln wo ff kea mh chk sm to'
).split(' ')

/** Languages to choose from, each once, named in the reader's language and sorted by that name. */
export function languageOptions(
  language: string,
  tags: readonly string[] = FAMILY_LANGUAGES,
): { value: string; label: string }[] {
  return [...new Set(tags)]
    .map((value) => ({ value, label: languageName(value, language) }))
    .sort((one, other) => one.label.localeCompare(other.label, language))
}

/** The IANA time zones to choose from; those of the United States first. */
export function timeZoneOptions(): { value: string; label: string }[] {
  const usual = US_ZONES.map((zone) => ({ value: zone, label: zoneLabel(zone) }))
  const others = Intl.supportedValuesOf('timeZone')
    .filter((zone) => zone.includes('/') && !US_ZONES.includes(zone))
    .map((zone) => ({ value: zone, label: zoneLabel(zone) }))
  return [...usual, ...others]
}

const US_ZONES = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
  'America/Puerto_Rico',
]

const zoneLabel = (zone: string) => zone.replaceAll('_', ' ').replaceAll('/', ' / ')
