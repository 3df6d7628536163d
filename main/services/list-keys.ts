import type { Service } from './service.ts';

/** Lists the stored keys without their private parts. */
export const listKeys: Service<'key.list'> = (app) => ({ keys: app.keys.list() });
