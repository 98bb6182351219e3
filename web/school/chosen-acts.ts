/** What can be done with several families at once. */
export const CHOSEN_ACTS = ['letters', 'links', 'group', 'calls'] as const
export type ChosenAct = (typeof CHOSEN_ACTS)[number]
