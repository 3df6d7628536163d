import type { Request } from '../http/request.ts';
import { type Auth, readCredential } from './auth.ts';

/** Two ways of authorizing that stand in the same request. */
export interface AuthConflict {
  code: 'typedHeaderWins' | 'repeatedHeader';
  header: string;
  message: string;
}

/**
 * Finds where a request authorizes twice. A typed header wins over the generated one of the same name, so that what is
 * in the editor is what is sent; a header typed twice goes out twice. Names with variables are not compared.
 */
export function findAuthConflicts(request: Request, effectiveAuth: Auth | undefined): AuthConflict[] {
  const header = generatedHeader(effectiveAuth);
  const name = header ?? 'Authorization';
  const typed = request.headers.filter(
    (row) => row.disabled !== true && row.key.trim().toLowerCase() === name.toLowerCase(),
  );
  const conflicts: AuthConflict[] = [];
  if (header !== undefined && typed.length > 0) {
    conflicts.push({
      code: 'typedHeaderWins',
      header: name,
      message: `The header "${name}" typed under Headers is sent; the one from Authorization is not. Remove one of them.`,
    });
  }
  if (typed.length > 1) {
    conflicts.push({
      code: 'repeatedHeader',
      header: name,
      message: `The header "${name}" is there ${typed.length} times and is sent as often. Servers read one of them, or refuse.`,
    });
  }
  return conflicts;
}

function generatedHeader(auth: Auth | undefined): string | undefined {
  if (auth === undefined || auth.type === 'noauth') return undefined;
  if (auth.type === 'oauth2' && readCredential(auth, 'addTokenTo') === 'queryParams') return undefined;
  if (auth.type === 'jwt' && readCredential(auth, 'addTokenTo') === 'queryParam') return undefined;
  if (auth.type !== 'apikey') return 'Authorization';
  const key = readCredential(auth, 'key')?.trim() ?? '';
  return readCredential(auth, 'in') === 'query' || key === '' ? undefined : key;
}
