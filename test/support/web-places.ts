import libraryText from 'qr/decode.js?browser'
import { ICON_NAME } from '../../web/components/app-icon.ts'
import { SHARE_SCRIPT_NAME } from '../../web/components/share-script.ts'
import { ALOUD_SCRIPT_NAME } from '../../web/family/aloud-script.ts'
import { KEEP_SCRIPT_NAME } from '../../web/family/keep-script.ts'
import { PICTURE_SCRIPT_NAME } from '../../web/family/picture-script.ts'
import { CAMERA_SCRIPT_NAME } from '../../web/school/camera-script.ts'
import { CHECKLIST_SCRIPT_NAME } from '../../web/school/checklist-script.ts'
import { DOOR_SCRIPT_NAME } from '../../web/school/door-script.ts'
import { LANGUAGE_SCRIPT_NAME } from '../../web/school/language-script.ts'
import { RECORD_SCRIPT_NAME } from '../../web/school/record-script.ts'
import { scriptName } from '../../web/script-name.ts'
import type { FullSchool } from './two-schools.ts'

type Places = Record<string, string>

/** The ids of path parameters where they are not the usual ones of that name. */
function placesAt(path: string, school: FullSchool): Places {
  const { ids, codes, family, leading, neighbour, team, caregiver } = school
  if (path.startsWith('/f/')) return { token: codes.get(family)?.token ?? '' }
  if (path.startsWith('/sign-in/link/')) return { token: team.other.token }
  if (path.startsWith('/help/')) return { token: ids.help }
  if (path.startsWith('/stop/')) return { token: ids.stop }
  if (path.startsWith('/calendar/family/')) return { name: ids.feed }
  if (path === '/school/checklist/:script') return { script: CHECKLIST_SCRIPT_NAME }
  if (path === '/school/typed/:script') return { script: LANGUAGE_SCRIPT_NAME }
  if (path === '/school/camera/:script') return { script: CAMERA_SCRIPT_NAME }
  if (path === '/school/record/:script') return { script: RECORD_SCRIPT_NAME }
  if (path === '/school/code-library/:script') return { script: scriptName(libraryText) }
  if (path === '/me/aloud/:script') return { script: ALOUD_SCRIPT_NAME }
  if (path === '/me/keep/:script') return { script: KEEP_SCRIPT_NAME }
  if (path === '/me/workshop/picture/:script') return { script: PICTURE_SCRIPT_NAME }
  if (path === '/app/icon/:name') return { name: ICON_NAME }
  if (path.startsWith('/app/manifest/')) return { kind: 'family', language: 'en' }
  if (path === '/w/share/:script') return { script: SHARE_SCRIPT_NAME }
  if (path.endsWith('/:script')) return { script: DOOR_SCRIPT_NAME }
  if (path.includes('/questions/')) return { workshop: ids.decided }
  if (path.includes('/given/')) return { signup: ids.taken }
  if (path.endsWith('/invite')) return { family: neighbour }
  if (path.startsWith('/school/calls/')) return { family: leading }
  if (path.endsWith('/end')) return { caregiver }
  if (path.endsWith('/reopen') && path.includes('introductions')) return { introduction: ids.turnedDown }
  if (path.endsWith('/restore')) return { family: ids.removed }
  if (path === '/school/workshops/:workshop/undo') return { workshop: ids.stopped }
  if (path === '/school/sessions/:session/undo') return { session: ids.cancelledSession }
  // Where nothing is played, whatever it is.
  if (path.startsWith('/school/outbox/')) return { message: caregiver, at: '2027-03-01T15:00:00.000Z' }
  if (path.startsWith('/picture/')) return { workshop: ids.decided, name: ids.picture }
  if (path.includes('/picture/:about')) return { workshop: ids.decided, about: 'host' }
  if (path.startsWith('/me/workshop/')) return { workshop: ids.decided }
  if (/\/(interest|announce|delete)/.test(path)) return { workshop: ids.draft }
  if (path.endsWith('/held')) return { workshop: ids.past }
  return /\/(door|closed|survey|thanks)/.test(path) ? { session: ids.begun } : {}
}

/** The path of a route with the ids of a school in it. */
export function pathAt(path: string, school: FullSchool): string {
  const ids: Places = { ...school.ids, ...placesAt(path, school) }
  return path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? `no-${name}`)
}

/** The same with ids that do not exist, each as long as a real one. */
export function pathToNothing(path: string, school: FullSchool): string {
  const nothing = (id: string) => id.replace(/[0-9a-z]/g, (sign) => (/\d/.test(sign) ? '0' : 'z'))
  const ids: Places = { ...school.ids, ...placesAt(path, school) }
  return path.replace(/:(\w+)/g, (_, name: string) =>
    /^(kind|language)$/.test(name) ? (ids[name] ?? '') : nothing(ids[name] ?? ''),
  )
}
