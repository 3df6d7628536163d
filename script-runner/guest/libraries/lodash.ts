import lodash from 'lodash';

const { some, every, filter, find, includes, map } = lodash as Record<string, (...given: never[]) => unknown>;

/** Postman's `_` is lodash 3: the names that version 4 took away and scripts still use. */
(lodash as { mixin(names: object): void }).mixin({
  all: every,
  any: some,
  contains: includes,
  findWhere: find,
  pluck: map,
  where: filter,
});

export const lent: unknown = lodash;
