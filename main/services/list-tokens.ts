import type { Service } from './service.ts';

/** Lists the stored tokens, newest first; none of them as such. */
export const listTokens: Service<'token.list'> = (app) => ({ tokens: app.tokens.list() });
