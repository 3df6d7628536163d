import { describe, expect, it } from 'vitest';
import { createCanaries } from './canaries.ts';

describe('a canary', () => {
  it('is found in every form, wherever it stands, and not where it is not', () => {
    const canaries = createCanaries();
    const secret = canaries.make(true);
    const part = canaries.add(Buffer.from('0123456789abcdef0123456789abcdef').toString('base64url'));
    const forms = (text: string) => [
      text,
      Buffer.from(text).toString('hex'),
      encodeURIComponent(text),
      JSON.stringify({ text }),
      JSON.stringify(JSON.stringify({ text })),
      ...['', 'a', 'ab'].flatMap((before) => [
        Buffer.from(`${before}${text}xyz`).toString('base64'),
        Buffer.from(`${before}${text}xyz`).toString('base64url'),
      ]),
      text.slice(0, text.length / 2 + 4),
    ];
    for (const form of forms(secret)) expect(canaries.find(Buffer.from(`--${form}--`))).not.toEqual([]);
    expect(canaries.find(Buffer.from(`{"d":"${part}"}`))).not.toEqual([]);
    expect(canaries.find(Buffer.from(part, 'base64url'))).not.toEqual([]);
    expect(canaries.find(Buffer.from('nothing of that kind is in here, Qz7 nor Jx4'))).toEqual([]);
    expect(canaries.count).toBe(2);
  });
});
