import type { Filter, RowsRequest } from './platform/api';
import type { Behind } from './state/session.svelte';

/** How many messages are fetched at a time. */
export const PAGE = 100;

/** What to ask for the messages behind a figure, under the filter that the figure was computed with. */
export function rowsRequest(ref: Behind, filter: Filter, offset: number): RowsRequest {
  const asked = { id: ref.id, month: ref.month, filter, offset, limit: PAGE };
  return ref.between === undefined ? asked : { ...asked, between: ref.between };
}
