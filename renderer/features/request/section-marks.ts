import type { Auth } from '../../../core/auth/auth.ts';
import type { Request } from '../../../core/http/request.ts';
import type { RequestSection } from './request-editor.ts';

type Mark = { count?: number; mark?: string };

function authMark(own: Auth | undefined, inherited: Auth | undefined): Mark {
  const auth = own ?? inherited;
  if (auth === undefined || auth.type === 'noauth') return {};
  return { mark: own === undefined ? 'inherited' : 'set' };
}

const isOn = (row: { disabled?: boolean | undefined }) => row.disabled !== true;

/** What the sub-tabs tell of their content: how many rows are sent, or that something is set. */
export function sectionMarks(request: Request, inherited: Auth | undefined): Record<RequestSection, Mark> {
  const { body, auth, settings } = request;
  const mark = (isSet: boolean): Mark => (isSet ? { mark: 'set' } : {});
  return {
    params: { count: request.queryParams.filter(isOn).length + request.pathVariables.length },
    authorization: authMark(auth, inherited),
    headers: { count: request.headers.filter(isOn).length },
    body: mark(body.type !== 'none'),
    scripts: mark(request.scripts.some((script) => script.code.trim() !== '')),
    checks: { count: (request.checks ?? []).filter(isOn).length },
    extract: { count: request.extractions.filter(isOn).length },
    docs: mark((request.description ?? '') !== ''),
    preview: {},
    settings: mark(
      settings !== undefined && Object.keys(settings).some((key) => key !== 'disabledSystemHeaders'),
    ),
  };
}
