import { z } from 'zod';
import { nothing, operation } from './operation.ts';

/** Ending a session at the authorization server. */
export const signOutOperations = {
  /**
   * Opens the server's sign-out page for the person a token was given to, with the ID token as the hint. Refuses where the
   * server lists no such page.
   */
  'token.signOut': operation(z.object({ id: z.string() }), nothing),
} as const;
