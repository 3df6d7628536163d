import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import type { AppErrorData } from '../../core/errors.ts';
import { askForValues } from './ask-for-values.ts';
import { askOnTty } from './ask-on-tty.ts';

function makeTty() {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const shown: string[] = [];
  output.on('data', (chunk: Buffer) => shown.push(chunk.toString()));
  return { tty: { input, output }, input, text: () => shown.join('') };
}

const scope = { kind: 'globals' as const };
const needed = (key: string, isMasked: boolean, offered = '') => ({
  scope,
  key,
  scopeName: '',
  isMasked,
  offered,
});
const refusal: AppErrorData = {
  code: 'ERR_VARIABLE_NOT_GIVEN',
  message: 'm',
  details: { values: [needed('otp', true), needed('name', false, 'me')], hosts: ['a.example'] },
};
const quiet = { tell: () => undefined };

it('takes what the command line gives, and asks nobody for it', async () => {
  expect(await askForValues(refusal, { otp: '1', name: '2' }, quiet)).toEqual([
    { scope, key: 'otp', value: '1' },
    { scope, key: 'name', value: '2' },
  ]);
});

it('asks at a terminal, shows nothing of a secret, and takes what is offered for an empty line', async () => {
  const { tty, input, text } = makeTty();
  const told: string[] = [];
  const asked = askForValues(refusal, {}, { tty, tell: (line) => void told.push(line) });
  await expect.poll(text).toContain('otp: ');
  input.write('hush-4471\r');
  await expect.poll(text).toContain('name [me]: ');
  input.write('\r');
  expect(await asked).toEqual([
    { scope, key: 'otp', value: 'hush-4471' },
    { scope, key: 'name', value: 'me' },
  ]);
  expect(text()).not.toContain('hush');
  expect(told.join()).toContain('a.example');
});

it('shows what is typed where it is no secret', async () => {
  const { tty, input, text } = makeTty();
  const asked = askOnTty(tty, 'name: ', false);
  input.write('plain\r');
  expect(await asked).toBe('plain');
  expect(text()).toContain('plain');
});

it.each(['\u0003', '\u0004'])('ends without an answer on %j', async (key) => {
  const { tty, input, text } = makeTty();
  const asked = askForValues(refusal, {}, { tty, ...quiet });
  await expect.poll(text).toContain('otp: ');
  input.write(key);
  await expect(asked).rejects.toMatchObject({ code: 'ERR_VARIABLE_NOT_GIVEN' });
});

it('says what to do where nobody can be asked, and leaves other refusals alone', async () => {
  await expect(askForValues(refusal, { otp: '1' }, quiet)).rejects.toMatchObject({
    code: 'ERR_VARIABLE_NOT_GIVEN',
    message: expect.stringContaining('--var name') as string,
    details: refusal.details,
  });
  expect(await askForValues({ code: 'ERR_CALL_CANCELLED', message: '' }, {}, quiet)).toBeUndefined();
});
