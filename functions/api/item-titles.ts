import type { ListedItem } from '../../shared/logistics/logistics.operations.ts'
import { localText } from '../../shared/school/language-choice.ts'
import type { ItemKind } from '../../shared/session/item.ts'

/** What each kind of checklist item is called in answers of the API, which speak English. */
const TITLES: Record<ItemKind, string> = {
  room: 'Room',
  invitations: 'Invitations',
  childcare: 'Adults for childcare',
  interpreters: 'Interpreters',
  handouts: 'Handouts',
  reminder: 'Reminder',
  meals: 'Meals',
  rides: 'Rides',
  chairs: 'Chairs',
  transmitters: 'Transmitters',
  receivers: 'Receivers',
  signs: 'Signs',
  stations: 'Sign-in stations',
  thanks: 'Thanks',
  signUp: 'Brought by families',
  own: 'Own item',
}

/** An item with its English title, and its language where it is for one. */
export function titled(item: ListedItem) {
  const title = item.title ?? (item.titles ? localText(item.titles, 'en') : TITLES[item.kind])
  return { ...item, title: item.language ? `${title}: ${item.language}` : title }
}
