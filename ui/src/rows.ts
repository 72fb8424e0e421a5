import type { Filter, RowsRef, RowsRequest } from './platform/api';

/** How many messages are fetched at a time. */
export const PAGE = 100;

/** What to ask for the messages behind a figure, under the filter that the figure was computed with. */
export function rowsRequest(ref: RowsRef, filter: Filter, offset: number): RowsRequest {
  return { id: ref.id, month: ref.month, filter, offset, limit: PAGE };
}
