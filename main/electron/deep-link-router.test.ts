import { describe, expect, it } from 'vitest';
import { createDeepLinkRouter, findDeepLink, parseDeepLink } from './deep-link-router.ts';

/** A small generator with a fixed start, so that a failure can be repeated. */
function createRandom(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('parseDeepLink', () => {
  it('takes the one form', () => {
    const params = parseDeepLink('app.postern:/oauth/callback?code=a%20b&state=s');
    expect([...(params ?? [])]).toEqual([
      ['code', 'a b'],
      ['state', 's'],
    ]);
    expect([...(parseDeepLink('app.postern:/oauth/callback?') ?? [['none']])]).toEqual([]);
  });

  it.each([
    'app.postern:/oauth/callback',
    'app.postern://oauth/callback?code=a',
    'app.postern:///oauth/callback?code=a',
    'app.postern:oauth/callback?code=a',
    'app.postern:/oauth/callback/?code=a',
    'app.postern:/oauth/callback/../callback?code=a',
    'app.postern:/OAuth/callback?code=a',
    'app.postern:/oauth/callback#code=a',
    'app.postern:/oauth/callback?code=a#b',
    'APP.POSTERN:/oauth/callback?code=a',
    'app.postern.evil:/oauth/callback?code=a',
    'appxpostern:/oauth/callback?code=a',
    ' app.postern:/oauth/callback?code=a',
    'app.postern:/oauth/callback?code=a b',
    'app.postern:/oauth/callback?code=a\n--inspect',
    'app.postern:/oauth/callback?code="',
    'https://app.postern/oauth/callback?code=a',
    'app.postern:/other?code=a',
    `app.postern:/oauth/callback?code=${'a'.repeat(9_000)}`,
    '',
  ])('does not take another one (%#)', (link) => {
    expect(parseDeepLink(link)).toBeUndefined();
  });
});

describe('findDeepLink', () => {
  const link = 'app.postern:/oauth/callback?code=a';

  it('finds the one link among the arguments of a second start', () => {
    expect(findDeepLink(['/opt/postern', '--allow-file-access', link])).toBe(link);
    expect(findDeepLink(['/opt/postern'])).toBeUndefined();
  });

  it('finds links of schemes that lead here now', () => {
    const claimed = (scheme: string) => scheme === 'com.acme';
    expect(findDeepLink(['x', 'com.acme:/cb?code=1'], claimed)).toBe('com.acme:/cb?code=1');
    expect(findDeepLink(['x', 'com.acme:/cb?code=1'])).toBeUndefined();
    expect(findDeepLink(['x', 'com.acme:/cb?code=1', link], claimed)).toBeUndefined();
  });

  it('takes none where there are several, or one inside another argument', () => {
    expect(findDeepLink(['x', link, link])).toBeUndefined();
    expect(findDeepLink(['x', link, 'APP.POSTERN:/other'])).toBeUndefined();
    expect(findDeepLink(['x', `--workspace=${link}`])).toBeUndefined();
  });
});

describe('the router', () => {
  it('survives 2,000 fuzzed links and argument vectors without delivering one', () => {
    const random = createRandom(20_261_123);
    const pieces = [
      'app.postern:',
      'app.postern:/',
      'app.postern://',
      '/oauth/callback',
      'oauth/callback',
      '?code=',
      '?',
      '#',
      '&state=',
      '%00',
      '%',
      '..',
      '/',
      '\\',
      '\0',
      '\n',
      ' ',
      '"',
      '@',
      ':443',
      '--inspect=0.0.0.0',
      '__proto__',
      '𝒳',
      '\ud800',
      'A'.repeat(500),
    ];
    // Some start well, so that the inside of the form is fuzzed too.
    const make = () =>
      (random() < 0.3 ? 'app.postern:/oauth/callback?' : '') +
      Array.from(
        { length: Math.floor(random() * 8) },
        () => pieces[Math.floor(random() * pieces.length)],
      ).join('');
    const router = createDeepLinkRouter();
    const delivered: string[] = [];
    router.expect((params) => {
      delivered.push(String(params));
      return false;
    });
    let ours = 0;
    for (let round = 0; round < 2_000; round += 1) {
      const link = make();
      const exact = /^app\.postern:\/oauth\/callback\?[!#-~]*$/.test(link) && !link.includes('#');
      const outcome = router.handle(link);
      expect([link, outcome.kind]).toEqual([
        link,
        exact && link.length <= 8_192 ? 'nothingPending' : 'ignored',
      ]);
      if (exact) ours += 1;
      const found = findDeepLink([make(), make(), link]);
      if (found !== undefined) expect(found.toLowerCase().startsWith('app.postern:')).toBe(true);
    }
    expect(delivered).toHaveLength(ours);
    expect(ours).toBeGreaterThan(0);
  });

  it('gives the parameters to the flow that waits, and only while it waits', () => {
    const router = createDeepLinkRouter();
    const seen: (string | null)[] = [];
    const end = router.expect((params) => {
      seen.push(params.get('code'));
      return true;
    });
    expect(router.handle('app.postern:/oauth/callback?code=1')).toEqual({ kind: 'delivered' });
    end();
    expect(router.handle('app.postern:/oauth/callback?code=2')).toEqual({ kind: 'nothingPending' });
    expect(seen).toEqual(['1']);
  });

  it('takes links of another scheme while it is claimed, whole and in their own form only', () => {
    const held = new Set<string>();
    const router = createDeepLinkRouter({
      isFree: (scheme) => scheme !== 'slack',
      take: (scheme) => {
        held.add(scheme);
        return scheme !== 'refused';
      },
      giveBack: (scheme) => void held.delete(scheme),
    });
    expect(router.claim('slack', () => true)).toBeUndefined();
    expect(router.claim('refused', () => true)).toBeUndefined();
    expect(router.claim('app.postern', () => true)).toBeUndefined();
    const seen: string[] = [];
    const end = router.claim('com.acme', (address) => seen.push(address) > 0);
    expect([router.isClaimed('com.acme'), router.canClaim('com.acme')]).toEqual([true, false]);
    for (const link of [
      'com.acme:/cb?a b',
      'com.acme:/cb\n',
      `com.acme:/${'a'.repeat(9_000)}`,
      'other:/cb',
    ]) {
      expect(router.handle(link).kind).toBe('ignored');
    }
    expect(router.handle('COM.acme:/cb?code=1').kind).toBe('delivered');
    end?.();
    expect(router.handle('com.acme:/cb?code=1').kind).toBe('ignored');
    expect([seen, held.has('com.acme')]).toEqual([['COM.acme:/cb?code=1'], false]);
  });
});
