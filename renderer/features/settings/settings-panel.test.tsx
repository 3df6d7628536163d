import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Settings, settingsSchema } from '../../../core/settings.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';

let store: FreshStore;
const saved = () =>
  store.door.calls.filter((call) => call.operation === 'settings.save').map((call) => call.input as Settings);

beforeEach(async () => {
  vi.resetModules();
  store = await freshStore({
    'app.readStart': () => ({
      state: {
        version: '0.1.0',
        door: 'web',
        platform: 'linux',
        capabilities: {
          pickFiles: false,
          customScheme: false,
          secretProtection: 'filePermissions',
          droppedPaths: false,
          revealInFolder: false,
        },
        workspace: { name: 'Team', path: '/home/me/team' },
        profilePath: '/home/me/.config/postern',
        settings: settingsSchema.parse({}),
        sandbox: { status: 'stopped', people: [] },
      },
      session: { tabs: [], expanded: [], layout: {} },
    }),
    'workspace.readTree': () => ({ nodes: [] }),
    'environment.list': () => ({ environments: [] }),
    'environment.read': ({ id }) => ({ id, name: id, variables: [], revision: 'r' }),
    'settings.save': (input) => settingsSchema.parse(input),
  });
  await store.state().app.start();
  const { SettingsPanel } = await import('./public.ts');
  render(<SettingsPanel />);
});
afterEach(cleanup);

const show = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
async function type(field: HTMLElement, value: string) {
  await act(async () => {
    fireEvent.change(field, { target: { value } });
    fireEvent.blur(field);
    await store.settle();
  });
}

describe('numbers', () => {
  it('are kept when the field is left', async () => {
    await type(screen.getByRole('textbox', { name: 'Request timeout' }), '5000');
    expect(saved().at(-1)?.request.timeoutMs).toBe(5000);
  });

  it('are refused with the reason, and not kept', async () => {
    for (const text of ['', '-1', '1.5', '99999999']) {
      const field = screen.getByRole('textbox', { name: 'Request timeout' });
      await type(field, text);
      expect(field.getAttribute('aria-invalid'), text).toBe('true');
    }
    expect(saved()).toEqual([]);
  });

  it('count megabytes as bytes', async () => {
    await type(screen.getByRole('textbox', { name: 'Largest response kept' }), '3');
    expect(saved().at(-1)?.request.maxResponseBytes).toBe(3 * 1024 ** 2);
  });
});

describe('switches', () => {
  it('are kept at once, and a dangerous one says what it means', async () => {
    await act(async () => fireEvent.click(screen.getByRole('switch', { name: 'Verify TLS certificates' })));
    expect(saved().at(-1)?.request.verifyTls).toBe(false);
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Verify again' })));
    expect(saved().at(-1)?.request.verifyTls).toBe(true);
  });

  it('say the guide’s words for headers', async () => {
    show('Headers');
    const name = 'Retain headers when clicking on links';
    await act(async () => fireEvent.click(screen.getByRole('switch', { name })));
    expect(saved().at(-1)?.headers.retainOnLinks).toBe(false);
  });
});

describe('the proxy', () => {
  it('takes a right address only', async () => {
    show('Proxy');
    await act(async () => fireEvent.click(screen.getByRole('radio', { name: 'This proxy' })));
    const field = screen.getByRole('textbox', { name: 'Proxy address' });
    await type(field, 'proxy:3128');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    await type(field, ' http://proxy:3128 ');
    expect(saved().at(-1)?.proxy).toEqual({ mode: 'custom', url: 'http://proxy:3128', bypass: '' });
  });
});

describe('appearance and storage', () => {
  it('chooses a theme', async () => {
    show('Appearance');
    await act(async () => fireEvent.click(screen.getByRole('radio', { name: 'High contrast' })));
    expect(saved().at(-1)?.appearance.theme).toBe('contrast');
  });

  it('tells where things are', () => {
    show('Storage');
    expect(screen.getByText('/home/me/team')).toBeTruthy();
    expect(screen.getByText('/home/me/.config/postern')).toBeTruthy();
  });

  it('lists the snapshots, restores the one chosen, and takes none where that is switched off', async () => {
    const snapshot = { id: 'one', takenAtEpochMs: Date.UTC(2026, 1, 3), sizeBytes: 2_048, version: '0.1.0' };
    store.door.answers['snapshot.list'] = () => ({ snapshots: [snapshot] });
    store.door.answers['snapshot.restore'] = ({ path }) => ({ path, files: 3, unreadableSecrets: 0 });
    await act(async () => {
      show('Storage');
      await store.settle();
    });
    expect(screen.getByRole('list', { name: 'Snapshots' }).textContent).toContain('2.0 KB, by Postern 0.1.0');
    fireEvent.click(screen.getByRole('button', { name: /^Restore the snapshot of/ }));
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'New folder' }));
    await type(screen.getByRole('textbox', { name: 'New folder' }), ' /home/me/again ');
    await act(async () => {
      fireEvent.click(screen.getByRole('button', { name: 'Restore' }));
      await store.settle();
    });
    expect(store.door.calls.at(-1)).toEqual({
      operation: 'snapshot.restore',
      input: { id: 'one', path: '/home/me/again' },
    });
    await act(async () => {
      fireEvent.click(screen.getByRole('switch', { name: 'Take a snapshot once a day' }));
      await store.settle();
    });
    expect(saved().at(-1)?.snapshots).toEqual({ enabled: false });
  });
});
