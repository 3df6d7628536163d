import { describe, expect, it } from 'vitest';
import { whyNoDesktop } from './electron-binary.mjs';
import { parseStartOptions } from './start-options.mjs';

describe('the flags of npm start', () => {
  it('are all known', () => {
    expect(parseStartOptions([])).toEqual({});
    expect(
      parseStartOptions(
        '--web --no-open --port 4571 --workspace w --profile p --sandbox --electron'.split(' '),
      ),
    ).toEqual({
      web: true,
      noOpen: true,
      port: 4571,
      workspace: 'w',
      profile: 'p',
      sandbox: true,
      electron: true,
    });
    expect(parseStartOptions(['--port=80', '--workspace=a=b'])).toEqual({ port: 80, workspace: 'a=b' });
    expect(parseStartOptions(['--help'])).toEqual({ help: true });
  });

  it.each([
    ['--unknown'],
    ['web'],
    ['--web=1'],
    ['--port'],
    ['--port', '0'],
    ['--port', '65536'],
    ['--port', '8e3'],
    ['--port', '-1'],
    ['--port='],
    ['--workspace'],
  ])('refuse %s %s', (...args) => {
    expect(() => parseStartOptions(args.filter((arg) => arg !== undefined))).toThrow();
  });
});

describe('the desktop app', () => {
  const display = { DISPLAY: ':0' };

  it.each([
    ['linux', {}, 1_000, false],
    ['linux', { DISPLAY: '' }, 1_000, false],
    ['linux', display, 1_000, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1_000, true],
    ['linux', display, 0, false],
    ['darwin', {}, 501, true],
    ['win32', {}, undefined, true],
  ] as const)('on %s with %o as user %s: %s', (platform, env, uid, possible) => {
    const reason = whyNoDesktop({ platform, env, uid });
    if (possible) expect(reason).toBeUndefined();
    else expect(reason).toEqual(expect.any(String));
  });
});
