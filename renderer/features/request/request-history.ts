import type { Request } from '../../../core/http/request.ts';
import { changedKeys, type HistoryRules, textPlace, typedField } from '../../store/draft-history.ts';

/** What the history of a request goes by. */
export const requestHistory: HistoryRules<Request> = {
  /** Of the address and its rows, which follow each other, the row counts where it was one. */
  typedPlace(before, after) {
    const changed = changedKeys(before, after);
    if (changed.length === 1) return typedField(before, after);
    const follow = new Set<keyof Request>(['url', 'queryParams', 'pathVariables']);
    if (!changed.every((key) => follow.has(key))) return undefined;
    // Both are the same keystroke seen twice; naming the address joins a burst in either.
    return textPlace(before.url, after.url, 'url');
  },
  heldLength({ body }, next) {
    if (body === next?.body) return 0;
    if (body.type === 'raw') return body.content.length;
    return body.type === 'graphql' ? body.query.length + body.variables.length : 0;
  },
};
