/** The questions that the manual answers, for each kind of people; a link names one of them as `/help#fairest`. */
export const MANUAL = {
  families: ['wayIn', 'voting', 'coming', 'reached', 'stored'],
  leaders: ['offering', 'answered', 'hosting'],
  team: ['morning', 'planning', 'fairest', 'quantities', 'waiting', 'calling', 'joining', 'roles'],
} as const

/** For whom a part of the manual is. */
export type Part = keyof typeof MANUAL

/** A question of the manual. */
export type Topic = (typeof MANUAL)[Part][number]
