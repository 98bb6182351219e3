import { PENDING_MARKER } from '../table/definition.ts'

/**
 * The changes of the table that the tally counts: an item with a pending marker, a workshop whose tally is missing, and a
 * removal. The filter of the stream is derived from it.
 */
export const NEWS = { marker: PENDING_MARKER, workshops: 'WORKSHOP#', removal: 'REMOVE' } as const
