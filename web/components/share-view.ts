import { isForFamilies, isPublic, OFFERS, type Workshop } from '../../shared/workshop/workshop.ts'
import { localText } from '../messages/catalogue.ts'
import { languageName, whenText } from '../messages/format.ts'
import { routes } from '../routes.ts'
import type { Reader } from '../visit.ts'

/** Why a workshop cannot be shared. */
export type Unshared = 'draft' | 'cancelled' | 'held' | 'staff'

/** Why a workshop cannot be shared; undefined where it can. */
export function unsharedBecause(workshop: Workshop): Unshared | undefined {
  if (!isForFamilies(workshop)) return 'staff'
  if (!isPublic(workshop)) return 'draft'
  const { status } = workshop
  return status === 'cancelled' || status === 'held' ? status : undefined
}

/** A link's preview: what others see of a workshop before they open it. Nothing in it is about a family. */
export type Preview = { title: string; text: string }

type Shown = Pick<Workshop, 'title' | 'status' | 'place' | 'presentationLanguage' | 'sessions'>

/** The preview of a workshop: its title; when, where and in which language. */
export function previewOf(reader: Reader, workshop: Shown): Preview {
  const { t, language } = reader
  const spoken = `${t('workshop.language')}: ${languageName(workshop.presentationLanguage, language)}`
  const facts =
    workshop.status === 'cancelled'
      ? [t('workshop.cancelled')]
      : [...timesOf(reader, workshop), workshop.place, spoken]
  return {
    title: localText(workshop.title, language),
    text: facts.filter((fact) => fact !== undefined).join(' · '),
  }
}

function timesOf({ language, school }: Reader, { sessions = [] }: Shown) {
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return sessions.filter(({ cancelled }) => !cancelled).map(({ start, end }) => whenText(start, end, place))
}

/** The public page of a workshop in a language, from whichever browser it is opened. */
export function publicAddress(origin: string, workshop: string, language: string): string {
  return `${origin}${routes.publicWorkshop(workshop)}?l=${language}`
}

/** Words to send in the reader's language: what, when and where, what families find there, and the link. */
export function wordsOf(reader: Reader, workshop: Workshop, link: string): string {
  const { t, language } = reader
  const offers = OFFERS.filter((offer) => workshop.offers[offer]).map((offer) => t(`workshop.offer.${offer}`))
  const times = timesOf(reader, workshop)
  const ask = times.length > 0 ? 'come' : workshop.status === 'voting' ? 'choose' : 'soon'
  return [
    localText(workshop.title, language),
    ...[[...times, workshop.place].filter(Boolean).join(' · ')].filter(Boolean),
    ...(offers.length > 0 ? [t('share.offers', { offers: offers.join(' · ') })] : []),
    t(`share.${ask}`, { link }),
  ].join('\n')
}

/** A name, the same in every language. */
export const WHATSAPP = 'WhatsApp'

/** The ways to send words that open by an address, each up to where the words begin. */
export function waysOf(title: string) {
  return {
    whatsApp: 'https://wa.me/?text=',
    sms: 'sms:?&body=',
    email: `mailto:?subject=${encodeURIComponent(title)}&body=`,
  } as const
}
