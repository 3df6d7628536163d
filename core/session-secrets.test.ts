import { expect, it } from 'vitest';
import { emptyRequest } from './http/request.ts';
import { hasDraft, withoutDraft } from './session.ts';
import { holdsSecret } from './session-secrets.ts';
import type { Variable } from './variables/variable.ts';

const bearer = (value: string) => ({ type: 'bearer', credentials: [{ key: 'token', value }] });
const variable = (over: Partial<Variable>): Variable => ({
  key: 'k',
  initialValue: '',
  enabled: true,
  type: 'secret',
  ...over,
});
const definition = { variables: [], scripts: [] };

it.each([
  [{}, false],
  [{ draft: { ...emptyRequest(), auth: bearer('{{token}}') } }, false],
  [{ draft: { ...emptyRequest(), auth: bearer('typed') } }, true],
  [{ draft: { ...emptyRequest(), url: 'https://a.test/?access_token=typed' } }, true],
  [{ definitionDraft: { ...definition, auth: bearer('{{token}}') } }, false],
  [{ definitionDraft: { ...definition, auth: bearer('typed') } }, true],
  [{ definitionDraft: { ...definition, variables: [variable({ currentValue: 'typed' })] } }, true],
  [{ environmentDraft: { name: 'E', variables: [variable({ secretId: 'stored' })] } }, false],
  [{ environmentDraft: { name: 'E', variables: [variable({ currentValue: null })] } }, false],
  [{ environmentDraft: { name: 'E', variables: [variable({ initialValue: 'typed' })] } }, true],
  [{ environmentDraft: { name: 'E', variables: [variable({ type: 'default', currentValue: 'v' })] } }, false],
])('%j holds a secret: %s', (draft, expected) => {
  expect(holdsSecret(draft)).toBe(expected);
});

it('tells edits apart from a tab that is only open', () => {
  const tab = { key: 't', kind: 'environment' as const, title: 'E' };
  const edited = { ...tab, environmentDraft: { name: 'E', variables: [] }, baseRevision: 'r' };
  expect(hasDraft(edited)).toBe(true);
  expect(withoutDraft(edited)).toStrictEqual(tab);
  expect(hasDraft(withoutDraft(edited))).toBe(false);
});
