import { describe, expect, it } from 'vitest';
import { emptyRequest, type Request } from '../../../core/http/request.ts';
import { newEditor, openingSection, withBodyType, withChange } from './request-editor.ts';
import { readLimit, withSetting } from './request-settings.ts';
import { sectionMarks } from './section-marks.ts';

const request = (change: Partial<Request>): Request => ({ ...emptyRequest(), ...change });

describe('withChange', () => {
  it('takes rows as given when the whole request is replaced', () => {
    const editor = newEditor(
      'x',
      request({ url: 'https://a.example/?old=1', queryParams: [{ key: 'old', value: '1' }] }),
      undefined,
    );
    const queryParams = [{ key: 'a', value: '1', description: 'given' }];
    const { draft } = withChange(editor, { url: 'https://b.example/:id?a=1', queryParams });
    expect(draft).toMatchObject({ queryParams, pathVariables: [{ key: 'id', value: '' }] });
  });

  it('leaves the address alone for edits that do not concern it', () => {
    const editor = newEditor(
      'x',
      request({ url: 'https://a.example/?a', queryParams: [{ key: 'a', value: '' }] }),
      undefined,
    );
    expect(withChange(editor, { method: 'PUT' }).draft.url).toBe('https://a.example/?a');
  });
});

describe('withBodyType', () => {
  it('keeps a body of an unknown kind for as long as the tab is open', () => {
    const body = { type: 'unsupported', name: 'soap', value: { a: 1 } } as const;
    const switched = withBodyType(newEditor('x', request({ body }), undefined), 'raw');
    expect(switched.draft.body).toEqual({ type: 'raw', language: 'json', content: '' });
    expect(withBodyType(switched, 'unsupported').draft.body).toEqual(body);
  });

  it('sends a GraphQL query by POST, unless another method was chosen', () => {
    const methodAfter = (method: string) =>
      withBodyType(newEditor('x', request({ method }), undefined), 'graphql').draft.method;
    expect(['GET', 'PUT', 'POST'].map(methodAfter)).toEqual(['POST', 'PUT', 'POST']);
    expect(withBodyType(newEditor('x', request({}), undefined), 'raw').draft.method).toBe('GET');
  });

  it('does not invent a body of an unknown kind', () => {
    const editor = newEditor('x', request({}), undefined);
    expect(withBodyType(editor, 'unsupported')).toBe(editor);
  });
});

describe('openingSection', () => {
  it('is the body only where that is what the request is about', () => {
    const body = { type: 'raw', language: 'json', content: '{}' } as const;
    expect(openingSection(request({ body }))).toBe('body');
    expect(openingSection(request({ body, pathVariables: [{ key: 'id', value: '' }] }))).toBe('params');
    expect(openingSection(request({}))).toBe('params');
  });
});

describe('sectionMarks', () => {
  it('counts what is sent and marks what is set', () => {
    const marks = sectionMarks(
      request({
        queryParams: [
          { key: 'a', value: '1' },
          { key: 'b', value: '2', disabled: true },
        ],
        pathVariables: [{ key: 'id', value: '' }],
        settings: { disabledSystemHeaders: ['Accept'] },
        scripts: [{ type: 'afterResponse', code: ' ', language: 'text/javascript' }],
      }),
      { type: 'bearer', credentials: [] },
    );
    expect(marks).toMatchObject({
      params: { count: 2 },
      authorization: { mark: 'inherited' },
      settings: {},
      scripts: {},
    });
    expect(
      sectionMarks(request({ auth: { type: 'noauth', credentials: [] } }), {
        type: 'bearer',
        credentials: [],
      }).authorization,
    ).toEqual({});
  });
});

describe('request settings', () => {
  it('are absent while they say nothing', () => {
    const some = withSetting(undefined, 'verifyTls', false);
    expect(some).toEqual({ verifyTls: false });
    expect(withSetting(some, 'timeoutMs', 5)).toEqual({ verifyTls: false, timeoutMs: 5 });
    expect(withSetting(some, 'verifyTls', undefined)).toBeUndefined();
  });

  it.each([
    ['0', 0],
    ['60000', 60000],
    ['', undefined],
    ['-1', undefined],
    ['1e3', undefined],
  ])('reads the limit %j as %j', (text, value) => expect(readLimit(text)).toBe(value));
});
