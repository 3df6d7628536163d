import { describe, expect, it } from 'vitest';
import { emptyRequest, type Request } from '../../../core/http/request.ts';
import { remember } from '../../store/draft-history.ts';
import { newEditor, withChange, withStep } from './request-editor.ts';
import { requestHistory } from './request-history.ts';

function session(start: Partial<Request> = {}) {
  let editor = newEditor('Test', { ...emptyRequest(), ...start }, undefined);
  let nowMs = 0;
  return {
    get editor() {
      return editor;
    },
    edit(change: Partial<Request>, afterMs = 10) {
      nowMs += afterMs;
      editor = remember(editor, withChange(editor, change), requestHistory, nowMs);
    },
    undo: () => (editor = withStep(editor, 'undo')),
    redo: () => (editor = withStep(editor, 'redo')),
  };
}

/** Types a text character by character, as into one field. */
function type(text: string, put: (typed: string) => void) {
  for (let end = 1; end <= text.length; end += 1) put(text.slice(0, end));
}

const raw = (content: string): Request['body'] => ({ type: 'raw', language: 'json', content });

describe('the history of a request', () => {
  it('takes a burst of typing back as one step, with the rows that followed', () => {
    const open = session({ url: 'https://h' });
    type('/a?b=1', (text) => open.edit({ url: `https://h${text}` }));
    expect(open.editor.draft.queryParams).toEqual([{ key: 'b', value: '1' }]);
    open.undo();
    expect(open.editor.draft).toMatchObject({ url: 'https://h', queryParams: [] });
    open.redo();
    expect(open.editor.draft).toMatchObject({
      url: 'https://h/a?b=1',
      queryParams: [{ key: 'b', value: '1' }],
    });
  });

  it('starts a new step after a pause, in another field, after a paste, and after five seconds', () => {
    const s = session({ headers: [{ key: 'a', value: '' }] });
    s.edit({ headers: [{ key: 'a', value: '1' }] });
    s.edit({ headers: [{ key: 'a', value: '12' }] }, 1_500);
    s.edit({ headers: [{ key: 'ab', value: '12' }] });
    s.edit({ headers: [{ key: 'ab', value: '12 pasted text' }] });
    expect(s.editor.history.past).toHaveLength(4);
    for (let count = 0; count < 12; count += 1) s.edit({ body: raw('x'.repeat(count + 1)) }, 900);
    // The switch to a body, and two bursts.
    expect(s.editor.history.past).toHaveLength(4 + 1 + 2);
  });

  it('counts the first character of a new row to its row', () => {
    const s = session();
    s.edit({ headers: [{ key: 'A', value: '' }] });
    s.edit({ headers: [{ key: 'Ac', value: '' }] });
    s.edit({ headers: [{ key: 'Acc', value: '' }] });
    expect(s.editor.history.past).toHaveLength(1);
    s.undo();
    expect(s.editor.draft.headers).toEqual([]);
  });

  it('takes back moved, deleted and switched rows one by one', () => {
    const rows = [
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
    ];
    const s = session({ headers: rows });
    s.edit({ headers: rows.toReversed() });
    s.edit({ headers: rows.slice(0, 1) });
    s.edit({ headers: [{ key: 'a', value: '1', disabled: true }] });
    s.undo();
    s.undo();
    expect(s.editor.draft.headers).toEqual(rows.toReversed());
    s.undo();
    expect(s.editor.draft.headers).toEqual(rows);
    expect(withStep(s.editor, 'undo')).toBe(s.editor);
  });

  it('forgets what was taken back when something new is done, and notes nothing for no change', () => {
    const s = session();
    s.edit({ method: 'POST' });
    s.undo();
    s.edit({ method: 'GET' });
    expect(s.editor.history).toMatchObject({ past: [], future: [{ method: 'POST' }] });
    s.edit({ method: 'PUT' });
    expect(s.editor.history.future).toEqual([]);
  });

  it('is bounded in steps and in what the bodies weigh, and is plain JSON', () => {
    const many = session();
    for (let count = 0; count < 300; count += 1)
      many.edit({ description: `text ${count} ${'y'.repeat(count)}` }, 2_000);
    expect(many.editor.history.past).toHaveLength(200);
    const heavy = session();
    for (let count = 0; count < 20; count += 1)
      heavy.edit({ body: raw(`${count}${'z'.repeat(1_000_000)}`) }, 2_000);
    expect(heavy.editor.history.past.length).toBeLessThan(10);
    expect(heavy.editor.history.past.length).toBeGreaterThan(4);
    // The same body under a hundred other edits weighs once.
    const light = session({ body: raw('z'.repeat(5_000_000)) });
    for (let count = 0; count < 100; count += 1)
      light.edit({ description: `text ${count}${'y'.repeat(count)}` }, 2_000);
    expect(light.editor.history.past).toHaveLength(100);
    expect(JSON.parse(JSON.stringify(many.editor.history.past.at(-1)))).toEqual(
      many.editor.history.past.at(-1),
    );
  });
});
