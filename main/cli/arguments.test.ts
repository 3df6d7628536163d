import { describe, expect, it } from 'vitest';
import { parseArguments } from './arguments.ts';

const table = { flags: ['json'], values: ['output', 'profile'], lists: ['var'] };
const parse = (...args: string[]) => parseArguments(args, table);

describe('parseArguments', () => {
  it('takes a command line apart', () => {
    const parsed = parse(
      'a',
      '--json',
      '--output',
      'f',
      'b',
      '--var',
      'x=1',
      '--var=y=2=3',
      '-',
      '--',
      '--json',
      '-z',
    );
    expect(parsed.positionals).toEqual(['a', 'b', '-', '--json', '-z']);
    expect(parsed.has('json')).toBe(true);
    expect(parsed.value('output')).toBe('f');
    expect(parsed.value('profile')).toBeUndefined();
    expect(parsed.list('var')).toEqual(['x=1', 'y=2=3']);
  });

  it('takes a value that looks like an option', () => {
    expect(parse('--output', '--json').value('output')).toBe('--json');
    expect(parse('--output=-').value('output')).toBe('-');
  });

  it.each([
    ['--unknown'],
    ['-j'],
    ['--json=yes'],
    ['--output'],
    ['--output='],
    ['--output', 'a', '--output', 'b'],
    ['--var'],
    ['--__proto__', 'x'],
  ])('refuses %s %s', (...args) => {
    const given = args.filter((arg): arg is string => arg !== undefined);
    expect(() => parse(...given)).toThrow(expect.objectContaining({ code: 'ERR_CLI_USAGE' }));
  });
});
