import { inflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject, type JsonValue } from './json-value.ts';
import { createSandboxOrg, type SandboxOrg } from './sandbox-org.ts';
import { at, lineOf, listOf, send, textAt } from './test-client.ts';

let org: SandboxOrg;
beforeEach(async () => {
  org = await createSandboxOrg();
});
afterEach(() => org.close());

interface FoundLink {
  readonly href: string;
  readonly methods: readonly string[];
  readonly type: string | undefined;
  readonly templated: boolean;
}

/** The links of an object; a relation may hold one or several. */
function linksOf(object: JsonValue): FoundLink[] {
  const links = at(object, '_links');
  const objects: JsonObject[] = Object.values(isJsonObject(links) ? links : {})
    .flatMap((value) => (Array.isArray(value) ? value : [value ?? null]))
    .filter((value) => isJsonObject(value));
  return objects.map((value) => {
    const allow = at(value, 'hints', 'allow');
    return {
      href: textAt(value, 'href'),
      methods: Array.isArray(allow) ? allow.map(String) : ['GET'],
      type: textAt(value, 'type') || undefined,
      templated: value['templated'] === true,
    };
  });
}

describe('links', () => {
  it('lead somewhere: each GET answers, with the type the link tells', async () => {
    const objects: JsonValue[] = [(await send(org, 'GET', '/api/v1/org')).json];
    for (const list of ['users', 'groups', 'apps']) {
      for (const item of listOf(await send(org, 'GET', `/api/v1/${list}`))) {
        objects.push((await send(org, 'GET', textAt(item, '_links', 'self', 'href'))).json);
      }
    }
    const [, , ledger] = listOf(await send(org, 'GET', '/api/v1/apps'));
    for (const list of ['users', 'groups']) {
      objects.push(...listOf(await send(org, 'GET', `/api/v1/apps/${textAt(ledger ?? {}, 'id')}/${list}`)));
    }
    const links = objects.flatMap(linksOf).filter(({ methods }) => methods.includes('GET'));
    expect(links.length).toBeGreaterThan(100);
    for (const { href, type, templated } of links) {
      expect(href.startsWith(`${org.url}/`)).toBe(true);
      expect(templated).toBe(href.includes('{'));
      if (templated) continue;
      const answer = await send(org, 'GET', href);
      expect([href, answer.status]).toEqual([href, 200]);
      expect(lineOf(answer, 'content-type')?.split(';')[0]).toBe(type ?? 'application/json');
    }
  });

  it('offer no operation that does not work', async () => {
    const keys = ['jovan.petkov', 'moana.tairua', 'tony.stark', 'tove.lindgaard', 'odile.charpentier'];
    keys.push('hiroto.kanzaki', 'farida.belkacem', 'eirik.haugstad');
    const apps = listOf(await send(org, 'GET', '/api/v1/apps'));
    const paths = [
      ...keys.map((key) => `/api/v1/users/${key}`),
      ...apps.map((app) => `/api/v1/apps/${textAt(app, 'id')}`),
    ];
    let operations = 0;
    for (const path of paths) {
      const links = linksOf((await send(org, 'GET', path)).json);
      for (const { href, methods } of links.filter((link) => !link.methods.includes('GET'))) {
        org.reset();
        operations += 1;
        const answer = await send(org, methods[0] ?? '', href);
        expect([href, answer.status]).toEqual([href, methods[0] === 'DELETE' ? 204 : 200]);
      }
    }
    expect(operations).toBeGreaterThan(25);
  });

  it('can be a list, and can be a template to fill in', async () => {
    const [app] = listOf(await send(org, 'GET', '/api/v1/apps?q=Ledger'));
    const { json } = await send(org, 'GET', textAt(app ?? {}, '_links', 'self', 'href'));
    expect(at(json, '_links', 'logo')).toHaveLength(2);
    const template = textAt(json, '_links', 'user', 'href');
    const tony = textAt((await send(org, 'GET', '/api/v1/users/tony.stark')).json, 'id');
    const filled = await send(org, 'GET', template.replace('{userId}', tony));
    expect(textAt(filled.json, 'profile', 'name')).toBe('Tony Stark');
    const logos = at((await send(org, 'GET', '/api/v1/groups?q=Fin')).json, 0, '_links');
    expect(Object.keys(logos ?? {})).toEqual(['self']);
  });
});

describe('logos', () => {
  it('are pictures: a PNG of the size that was asked for, or an SVG without script', async () => {
    for (const [size, edge] of [
      ['medium', 48],
      ['large', 96],
    ] as const) {
      const answer = await send(org, 'GET', `/assets/img/logos/group-${size}.png`, { authorized: false });
      expect(lineOf(answer, 'content-type')).toBe('image/png');
      expect(answer.bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
      expect([answer.bytes.readUInt32BE(16), answer.bytes.readUInt32BE(20)]).toEqual([edge, edge]);
      const data = answer.bytes.subarray(41, 41 + answer.bytes.readUInt32BE(33));
      expect(inflateSync(data)).toHaveLength(edge * (edge * 4 + 1));
    }
    const svg = await send(org, 'GET', '/assets/img/logos/ledger.svg', { authorized: false });
    expect(lineOf(svg, 'content-type')).toBe('image/svg+xml');
    expect(svg.bytes.toString()).toMatch(/^<svg [^>]+>.*>L<\/text><\/svg>$/);
    expect(lineOf(svg, 'content-security-policy')).toBe("default-src 'none'");
  });

  it.each(['ledger.gif', 'ledger.png', 'ledger-huge.png', '..%2F..%2Fetc%2Fpasswd', '%3Cb%3E.svg', 'A.svg'])(
    'are not served as %s',
    async (file) => {
      expect((await send(org, 'GET', `/assets/img/logos/${file}`)).status).toBe(404);
    },
  );
});
