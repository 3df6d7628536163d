import { expect, it } from 'vitest';
import { savedSessionSchema, sessionSchema } from './session.ts';

it.each([sessionSchema, savedSessionSchema])('a session brings no command, whoever wrote it', (schema) => {
  const variable = {
    key: 'k',
    initialValue: '',
    enabled: true,
    type: 'secret',
    source: { kind: 'program', command: 'x' },
  };
  const tab = {
    key: 't',
    kind: 'environment',
    title: 'E',
    environmentDraft: { name: 'E', variables: [variable] },
  };
  const definitionDraft = { description: '', variables: [variable], scripts: [] };
  const parsed = schema.parse({ tabs: [tab, { ...tab, definitionDraft }], expanded: [], layout: {} });
  expect(JSON.stringify(parsed)).toContain('"k"');
  expect(JSON.stringify(parsed)).not.toContain('source');
});
