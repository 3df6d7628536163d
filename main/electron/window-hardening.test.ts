import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeElectron, fakes, FakeWebContents, resetFakes } from './testing/fake-electron.ts';

vi.mock('electron', () => fakeElectron);

const { hardenAllContents, hardenSession } = await import('./window-hardening.ts');
const { createAskUser } = await import('./ask-user.ts');

/** What the tests give where Electron's types ask for the whole real object. */
const as = <T>(fake: unknown) => fake as T;

function createContents(url = 'app://postern/index.html') {
  const contents = new FakeWebContents();
  contents.mainFrame = { url };
  return contents;
}

function navigationEvent(url: string, isMainFrame = true) {
  return { url, isMainFrame, prevented: false, preventDefault: vi.fn<() => void>() };
}

describe('a session', () => {
  beforeEach(() => {
    resetFakes();
    hardenSession(as(fakes.session));
  });

  const kinds = [
    'accessibility-events',
    'background-sync',
    'clipboard-read',
    'deprecated-sync-clipboard-read',
    'display-capture',
    'fileSystem',
    'fullscreen',
    'geolocation',
    'hid',
    'idle-detection',
    'keyboardLock',
    'local-fonts',
    'local-network-access',
    'media',
    'mediaKeySystem',
    'midi',
    'midiSysex',
    'notifications',
    'openExternal',
    'pointerLock',
    'serial',
    'speaker-selection',
    'storage-access',
    'top-level-storage-access',
    'usb',
    'window-management',
    'unknown',
  ];

  function isGranted(permission: string, url: string): boolean[] {
    const contents = as<never>(createContents(url));
    let answer = false;
    fakes.session.permissionRequest?.(contents, as(permission), (granted) => (answer = granted), as({}));
    return [answer, fakes.session.permissionCheck?.(contents, as(permission), url, as({})) ?? true];
  }

  it('grants writing to the clipboard to our window', () => {
    expect(isGranted('clipboard-sanitized-write', 'app://postern/index.html')).toEqual([true, true]);
  });

  it('grants it to nobody else', () => {
    expect(isGranted('clipboard-sanitized-write', 'https://evil.test/')).toEqual([false, false]);
    expect(isGranted('clipboard-sanitized-write', 'app://postern.evil.test/')).toEqual([false, false]);
    expect(fakes.session.permissionCheck?.(null, 'clipboard-sanitized-write', '', as({}))).toBe(false);
  });

  it.each(kinds)('grants no %s', (kind) => {
    expect(isGranted(kind, 'app://postern/index.html')).toEqual([false, false]);
  });

  it('gives no device and no dictionary', () => {
    expect(fakes.session.devicePermission?.(as({}))).toBe(false);
    expect(fakes.session.spellChecker).toBe(false);
  });

  it.each([
    ['app://postern/index.html', false],
    ['app://postern/body/AAAA', false],
    ['blob:app://postern/1234', false],
    ['data:image/png;base64,AA', false],
    ['https://evil.test/pixel.png', true],
    ['http://127.0.0.1:80/', true],
    ['app://other/index.html', true],
    ['app://postern.evil.test/', true],
    ['blob:https://evil.test/1', true],
    ['file:///etc/passwd', true],
    ['ws://evil.test/', true],
    ['chrome-extension://a/b', true],
  ])('loads %s: cancelled %s', (url, cancelled) => {
    let answer: { cancel?: boolean } = {};
    fakes.session.beforeRequest?.({ url }, (given) => (answer = given));
    expect(answer.cancel).toBe(cancelled);
  });
});

describe('contents', () => {
  let contents: FakeWebContents;
  let outside: string[];

  beforeEach(() => {
    resetFakes();
    outside = [];
    contents = createContents();
    hardenAllContents(as(fakes.app), async (address) => void outside.push(address));
    fakes.app.emit('web-contents-created', {}, contents);
  });

  const hostile = [
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'app://postern/other.html',
    'app://evil/',
    'blob:app://postern/1',
    'about:blank',
    'app.postern:/oauth/callback?code=x',
    'smb://host/x',
    'https://host.test/\n--x',
    '\\\\host\\share',
    'chrome://gpu',
    'devtools://devtools/bundled/inspector.html',
    '',
  ];
  const attempts = Array.from(
    { length: 500 },
    (_, at) => `${hostile[at % hostile.length] ?? ''}${at < 14 ? '' : at}`,
  );

  it('leave our window for nothing but http(s), by any way out: 500 tries', () => {
    for (const url of attempts) {
      expect(contents.windowOpenHandler?.({ url })).toEqual({ action: 'deny' });
      const navigation = navigationEvent(url);
      contents.emit('will-navigate', navigation);
      expect(navigation.preventDefault).toHaveBeenCalledOnce();
      const redirect = navigationEvent(url);
      contents.emit('will-redirect', redirect);
      expect(redirect.preventDefault).toHaveBeenCalledOnce();
    }
    expect(outside.filter((address) => !address.startsWith('https://host.test/'))).toEqual([]);
  });

  it('hand http(s) links out, as the parser writes them', () => {
    contents.windowOpenHandler?.({ url: 'https://Host.test' });
    contents.emit('will-navigate', navigationEvent('http://host.test/a'));
    expect(outside).toEqual(['https://host.test/', 'http://host.test/a']);
  });

  it('let inner frames show only what the window wrote', () => {
    for (const [url, prevented] of [
      ['about:srcdoc', 0],
      ['blob:app://postern/1', 0],
      ['https://evil.test/', 1],
      ['app://postern/index.html', 1],
      ['data:text/html,x', 1],
    ] as const) {
      const event = navigationEvent(url, false);
      contents.emit('will-frame-navigate', event);
      expect([url, event.preventDefault.mock.calls.length]).toEqual([url, prevented]);
    }
  });

  it('embed no web view', () => {
    const event = navigationEvent('https://evil.test/');
    contents.emit('will-attach-webview', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });
});

describe('the question before a link is opened', () => {
  beforeEach(() => resetFakes());
  const ask = createAskUser(() => undefined);

  it('opens after a yes', async () => {
    fakes.nextButton = 0;
    await ask.openOutside('https://host.test/');
    expect(fakes.opened).toEqual(['https://host.test/']);
  });

  it('does not open after a no', async () => {
    fakes.nextButton = 1;
    await ask.openOutside('https://host.test/');
    expect(fakes.opened).toEqual([]);
  });

  it('is asked once at a time', async () => {
    fakes.nextButton = 1;
    await Promise.all(Array.from({ length: 50 }, () => ask.openOutside('https://host.test/')));
    expect(fakes.messages).toHaveLength(1);
  });
});
