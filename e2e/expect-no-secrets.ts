import { expect, type Page } from '@playwright/test';

/** Shorter ones, such as a code of one digit, stand in many texts by chance. */
const shortestSecret = 8;

interface Variable {
  key: string;
  type: string;
}

/** What the window asks the Node side through, in either door. */
interface Bridge {
  call(id: string, operation: string, input: object): Promise<{ ok: boolean; value?: unknown }>;
}

/**
 * Asks the Node side for every secret it keeps: values of variables, tokens, private parts of keys. The window itself
 * never asks for all of them; nothing of the answers is put on the page.
 */
async function readSecrets(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    type Answer = Record<string, never>;
    const call = async (operation: string, input: object = {}): Promise<Answer> => {
      const id = crypto.randomUUID();
      const { bridge } = window as unknown as { bridge?: Bridge };
      if (bridge !== undefined) return ((await bridge.call(id, operation, input)).value ?? {}) as Answer;
      const answer = await fetch('/api/call', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${sessionStorage.getItem('postern.token')}`,
        },
        body: JSON.stringify({ callId: id, operation, input }),
      });
      return (((await answer.json()) as { value?: unknown }).value ?? {}) as Answer;
    };
    const list = async <T>(operation: string, member: string) =>
      ((await call(operation))[member] ?? []) as unknown as T[];
    const ofEnvironment = async ({ id }: { id: string }) => {
      const { variables = [] } = (await call('environment.read', { id })) as { variables?: Variable[] };
      const scope = { kind: 'environment', id };
      const secret = variables.filter(({ type }) => type === 'secret');
      return Promise.all(
        secret.map(async ({ key }) => (await call('variable.reveal', { scope, key }))['value']),
      );
    };
    const ofToken = ({ id }: { id: string }) =>
      Promise.all(
        ['access', 'refresh', 'id'].map(async (part) => (await call('token.reveal', { id, part }))['value']),
      );
    const ofKey = async ({ id }: { id: string }) => {
      const { text } = await call('key.revealPrivate', { id, format: 'jwk' });
      const jwk = JSON.parse(text ?? '{}') as Record<string, string>;
      return [jwk['d'], jwk['p'], jwk['q']];
    };
    const [environments, tokens, keys] = await Promise.all([
      list<{ id: string }>('environment.list', 'environments'),
      list<{ id: string }>('token.list', 'tokens'),
      list<{ id: string }>('key.list', 'keys'),
    ]);
    const found: (string | undefined)[][] = await Promise.all([
      ...environments.map(ofEnvironment),
      ...tokens.map(ofToken),
      ...keys.map(ofKey),
    ]);
    return found.flat().filter((secret) => secret !== undefined);
  });
}

/** Fails where a secret that Postern keeps stands anywhere on the page: in a text, an attribute, or a field that shows it. */
export async function expectNoSecrets(page: Page, where: string): Promise<void> {
  const secrets = (await readSecrets(page)).filter((secret) => secret.length >= shortestSecret);
  const shown = await page.evaluate(() => {
    const texts = [document.title, document.body.textContent];
    for (const element of document.querySelectorAll('*')) {
      texts.push(...Array.from(element.attributes, ({ value }) => value));
      const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
      if (isField && element.type !== 'password') texts.push(element.value);
    }
    return texts.join('\n');
  });
  expect(
    secrets.filter((secret) => shown.includes(secret)).map((secret) => `${secret.slice(0, 4)}…`),
    `secrets on the page: ${where}`,
  ).toEqual([]);
}

/** Fails where Postern keeps fewer secrets than a test counts on: it would find none of them anywhere. */
export async function expectKeptSecrets(page: Page, atLeast: number): Promise<void> {
  const secrets = (await readSecrets(page)).filter((secret) => secret.length >= shortestSecret);
  expect(secrets.length).toBeGreaterThanOrEqual(atLeast);
}
