import { describe, expect, it } from 'vitest';
import { commandExamples, findSecretWords } from './command-advice.ts';
import { splitCommand } from './split-command.ts';
import { findSourceFault, normaliseSource, programName, withoutCommands } from './source-rules.ts';

describe('splitCommand', () => {
  it.each<[string, string[]]>([
    ['op read op://Private/okta/clientSecret', ['op', 'read', 'op://Private/okta/clientSecret']],
    ['  pass   show\tokta ', ['pass', 'show', 'okta']],
    [`op read "op://My Vault/okta/client secret"`, ['op', 'read', 'op://My Vault/okta/client secret']],
    [`a 'b c' "d'e" f\\ g`, ['a', 'b c', "d'e", 'f g']],
    [`a b'c'"d"e`, ['a', 'bcde']],
    [`a '' ""`, ['a', '', '']],
    [`a "\\"\\\\\\$\\n"`, ['a', '"\\$\\n']],
    [`a '$(x)' '|' '{{y}}' '~/z'`, ['a', '$(x)', '|', '{{y}}', '~/z']],
    ['a cost$ HEAD~1 -q[0].x {x}', ['a', 'cost$', 'HEAD~1', '-q[0].x', '{x}']],
    ['"C:\\Program Files\\op.exe" read x', ['C:\\Program Files\\op.exe', 'read', 'x']],
  ])('%s', (text, words) => {
    expect(splitCommand(text)).toEqual({ kind: 'words', words });
  });

  it.each([
    '',
    ' ',
    "'' x",
    `a 'b`,
    `a "b`,
    'a \\',
    'a | b',
    'a && b',
    'a; b',
    'a & b',
    'a > b',
    'a < b',
    'a $(b)',
    'a `b`',
    'a "$(b)"',
    'a "`b`"',
    'a $HOME/x',
    'a "${HOME}"',
    'a {{b}}',
    'a "{{b}}"',
    '~/bin/op read',
    'op ~/x',
    './op read',
    'bin/op read',
    'a\nb',
    'a\0b',
  ])('refuses %j', (text) => {
    expect(splitCommand(text).kind).toBe('fault');
  });
});

describe('sources', () => {
  it('are kept trimmed and whole, or refused with a code', () => {
    expect(normaliseSource('a', { kind: 'program', command: ' op read x ' })).toEqual({
      kind: 'program',
      command: 'op read x',
    });
    expect(normaliseSource('a', { kind: 'file', path: ' /run/secrets/x ' })).toEqual({
      kind: 'file',
      path: '/run/secrets/x',
    });
    expect(() => normaliseSource('a', { kind: 'program', command: 'a | b' })).toThrow(
      expect.objectContaining({ code: 'ERR_VARIABLE_SOURCE_INVALID' }),
    );
    expect(findSourceFault({ kind: 'file', path: 'relative' })).toBeDefined();
    expect(findSourceFault({ kind: 'file', path: 'C:\\x' })).toBeUndefined();
  });

  it('lose what only the user may set, and keep what is asked for', () => {
    const key = 'k';
    expect(withoutCommands({ key, source: { kind: 'program', command: 'x' } })).toStrictEqual({ key });
    expect(withoutCommands({ key, source: { kind: 'file', path: '/x' } })).toStrictEqual({ key });
    expect(withoutCommands({ key, source: null })).toStrictEqual({ key });
    expect(withoutCommands({ key, source: { kind: 'ask' } })).toStrictEqual({ key, source: { kind: 'ask' } });
  });

  it('are named by the program alone', () => {
    expect(programName('/opt/homebrew/bin/op read op://x')).toBe('op');
    expect(programName('"C:\\Program Files\\op.exe" read')).toBe('op.exe');
    expect(programName('')).toBe('a program');
  });
});

describe('findSecretWords', () => {
  it('finds none in the examples', () => {
    for (const { command } of commandExamples) expect(findSecretWords(command)).toEqual([]);
  });

  it.each(['ghp_16C7e42F292c6912E7710c838347Ae178B4a', '--password=hunter22', 'x7Kq2Lm9Zr4Tn8Vw3Yp6Bd1Fh'])(
    'finds %s',
    (word) => expect(findSecretWords(`tool get ${word}`)).toEqual([word]),
  );

  it('takes names, identifiers and addresses for what they are', () => {
    const words = '--secret-id my-okta-client-secret 123e4567-e89b-12d3-a456-426614174000 op://A1/bC2/dE3/f';
    expect(findSecretWords(`tool ${words}`)).toEqual([]);
  });
});
