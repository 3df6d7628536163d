import path from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeElectron, fakes, resetFakes } from './testing/fake-electron.ts';

vi.mock('electron', () => fakeElectron);

const { createLinkSchemes } = await import('./link-schemes.ts');

beforeEach(resetFakes);

it('asks the system for another scheme only where nobody has it', () => {
  fakes.app.otherApps.set('slack', 'Slack');
  const schemes = createLinkSchemes([process.execPath, '.'], 'linux');
  expect(['com.acme', 'slack'].map((scheme) => schemes.isFree(scheme))).toEqual([true, false]);
  expect(createLinkSchemes([process.execPath, '.'], 'darwin').isFree('com.acme')).toBe(false);
  expect(schemes.take('com.acme')).toBe(true);
  expect(fakes.app.protocolClients).toEqual([
    { scheme: 'com.acme', path: process.execPath, args: [path.resolve('.')] },
  ]);
  schemes.giveBack('com.acme');
  expect(fakes.app.protocolClients).toEqual([]);
});
