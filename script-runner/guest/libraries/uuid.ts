import * as uuid from 'uuid';

/** Scripts of the first versions call the module itself. */
export const lent = Object.assign(() => uuid.v4(), uuid);
