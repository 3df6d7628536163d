import { describe, expect, it } from 'vitest';
import { scriptSlots, withScriptCode } from './script-slots.ts';

const script = (type: string, code: string) => ({ type, code, language: 'text/javascript' });
const slot = (scripts: ReturnType<typeof script>[], id: string) => {
  const found = scriptSlots(scripts).find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no slot ${id}`);
  return found;
};

describe('script slots', () => {
  it('has the two usual places, and one for every other script', () => {
    const scripts = [script('afterResponse', 'a'), script('http:poll', 'p'), script('afterResponse', 'b')];
    expect(scriptSlots(scripts).map(({ label, code }) => [label, code])).toEqual([
      ['Pre-request', ''],
      ['Post-response', 'a'],
      ['http:poll', 'p'],
      ['Post-response (3)', 'b'],
    ]);
  });

  it('calls scripts of other tools by the tool', () => {
    const scripts = [script('bruno:tests', 'a'), script('bruno:tests', 'b')];
    expect(scriptSlots(scripts).map(({ label }) => label)).toEqual([
      'Pre-request',
      'Post-response',
      'Tests of Bruno',
      'Tests of Bruno (2)',
    ]);
  });

  it('adds, changes and removes without touching the others', () => {
    const scripts = [script('afterResponse', 'a'), script('http:poll', 'p')];
    expect(withScriptCode(scripts, slot(scripts, 'beforeRequest'), 'x')).toEqual([
      ...scripts,
      script('beforeRequest', 'x'),
    ]);
    expect(withScriptCode(scripts, slot(scripts, 'beforeRequest'), '')).toEqual(scripts);
    expect(withScriptCode(scripts, slot(scripts, 'afterResponse'), '')).toEqual([script('http:poll', 'p')]);
    expect(withScriptCode(scripts, slot(scripts, 'http:poll 1'), '')).toEqual([
      scripts[0],
      script('http:poll', ''),
    ]);
  });
});
