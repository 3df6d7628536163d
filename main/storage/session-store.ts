import type { Session } from '../../core/session.ts';

/** Open tabs and drafts of one workspace, in the profile. */
export interface SessionStore {
  read(): Promise<Session>;
  save(session: Session): Promise<void>;
}
