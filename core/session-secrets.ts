import { keepDraft } from './history/kept-draft.ts';
import { emptyRequest } from './http/request.ts';
import type { SessionDraft } from './session.ts';
import type { Variable } from './variables/variable.ts';

function isTypedSecret({ type, currentValue, initialValue }: Variable): boolean {
  return type === 'secret' && (initialValue !== '' || typeof currentValue === 'string');
}

/** Tells whether edits may hold a secret that was typed in clear, so that they are for encrypted files only. */
export function holdsSecret({ draft, definitionDraft, environmentDraft }: SessionDraft): boolean {
  const variables = [...(definitionDraft?.variables ?? []), ...(environmentDraft?.variables ?? [])];
  if (variables.some(isTypedSecret)) return true;
  const auth = definitionDraft?.auth;
  const requests = [...(draft ? [draft] : []), ...(auth ? [{ ...emptyRequest(), auth }] : [])];
  return requests.some((request) => keepDraft(request).blanked.length > 0);
}
