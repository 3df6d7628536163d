import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeBrowserWindow, fakeElectron, fakes, resetFakes } from './testing/fake-electron.ts';

vi.mock('electron', () => fakeElectron);

const { createElectronHost } = await import('./electron-host.ts');

beforeEach(() => {
  resetFakes();
  fakes.keychain = { available: true, backend: 'gnome_libsecret' };
});

describe('the keychain', () => {
  it('wraps the key and gives it back', async () => {
    const host = await createElectronHost('/out', 'linux');
    expect(host.capabilities.secretProtection).toBe('keychain');
    const key = Uint8Array.from({ length: 32 }, (_, at) => at * 7);
    const wrapped = await host.keyWrap?.wrap(key);
    expect(Buffer.from(wrapped ?? []).includes(Buffer.from(key))).toBe(false);
    expect(Buffer.from((await host.keyWrap?.unwrap(wrapped ?? key)) ?? [])).toEqual(Buffer.from(key));
  });

  it.each([
    ['linux', true, 'basic_text'],
    ['linux', true, 'unknown'],
    ['darwin', false, 'gnome_libsecret'],
  ] as const)('is not claimed on %s when there is none (%s, %s)', async (platform, available, backend) => {
    fakes.keychain = { available, backend };
    const host = await createElectronHost('/out', platform);
    expect(host.keyWrap).toBeUndefined();
    expect(host.capabilities.secretProtection).toBe('filePermissions');
  });
});

describe('the file picker', () => {
  it('gives what was picked, above the window in front', async () => {
    const host = await createElectronHost('/out', 'linux');
    expect(host.capabilities.pickFiles).toBe(true);
    new FakeBrowserWindow();
    fakes.nextPaths = ['/a', '/b'];
    expect(await host.pickFiles?.({ title: 'Import', folders: false, multiple: true })).toEqual(['/a', '/b']);
    expect(fakes.openDialogs).toEqual([{ title: 'Import', properties: ['openFile', 'multiSelections'] }]);
  });

  it('gives nothing when it was cancelled', async () => {
    const host = await createElectronHost('/out', 'linux');
    fakes.nextPaths = null;
    expect(await host.pickFiles?.({ title: 'Import', folders: true, multiple: false })).toEqual([]);
    expect(fakes.openDialogs).toEqual([{ title: 'Import', properties: ['openDirectory'] }]);
  });
});
