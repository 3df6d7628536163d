import type { Auth } from '../../core/auth/auth.ts';
import { freshAuth } from '../../core/auth/fresh-auth.ts';

/** An editor in which a type of authorization is chosen. */
interface AuthEditor {
  draft: { auth?: Auth | undefined };
  /** Authorizations of the types that were left. */
  parkedAuths: Record<string, Auth>;
}

/** Switches the type of authorization (`undefined` inherits); what was typed in the one before is parked. */
export function withAuthType<Editor extends AuthEditor>(editor: Editor, type: string | undefined): Editor {
  const before = editor.draft.auth;
  if (before?.type === type) return editor;
  const auth = type === undefined ? undefined : (editor.parkedAuths[type] ?? freshAuth(type));
  return {
    ...editor,
    draft: { ...editor.draft, auth },
    parkedAuths: before === undefined ? editor.parkedAuths : { ...editor.parkedAuths, [before.type]: before },
  };
}
