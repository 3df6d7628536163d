import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { ContextMenu } from './context-menu.tsx';
import { IconButton } from './icon-button.tsx';
import { Menu } from './menu.tsx';
import { Popover } from './popover.tsx';

afterEach(cleanup);

const later = { timeout: 10_000 };
const trigger = () => screen.getByRole('button', { name: 'More' });

// The code of a menu is not there before the first one opens: these are the first of their file.
test('opens with the first key, although its code comes later, and gives the focus back', async () => {
  const onSelect = vi.fn();
  render(<Menu trigger={<IconButton label="More" icon={<i />} />} items={[{ label: 'Rename', onSelect }]} />);
  const element = trigger();
  element.focus();
  fireEvent.keyDown(element, { key: 'Enter' });
  expect(element.getAttribute('aria-expanded')).toBe('true');
  const entry = await screen.findByRole('menuitem', { name: 'Rename' }, later);
  expect(screen.getByRole('menu').getAttribute('aria-labelledby')).toBe(element.id);
  await act(async () => fireEvent.click(entry));
  expect(onSelect).toHaveBeenCalledOnce();
  // The very element, not one drawn anew, so that the focus was never lost.
  expect(trigger()).toBe(element);
  await vi.waitFor(() => expect(document.activeElement).toBe(element), later);
  expect(element.getAttribute('aria-expanded')).toBe('false');
});

test('a press opens and the next one closes', async () => {
  const heard = vi.fn();
  render(
    <Menu
      trigger={<IconButton label="More" icon={<i />} />}
      items={[{ label: 'Rename', onSelect: vi.fn() }]}
      onOpenChange={heard}
    />,
  );
  await act(async () => fireEvent.pointerDown(trigger(), { button: 0 }));
  await screen.findByRole('menuitem', { name: 'Rename' }, later);
  await act(async () => fireEvent.pointerDown(trigger(), { button: 0 }));
  expect(screen.queryByRole('menuitem')).toBeNull();
  expect(heard.mock.calls).toEqual([[true], [false]]);
});

test('a context menu asks for its entries each time', async () => {
  let name = 'first';
  render(
    <ContextMenu items={() => [{ label: name, onSelect: vi.fn() }]}>
      <div data-testid="place" />
    </ContextMenu>,
  );
  const place = screen.getByTestId('place');
  expect(fireEvent.contextMenu(place, { clientX: 5, clientY: 6 })).toBe(false);
  await screen.findByRole('menuitem', { name: 'first' }, later);
  await act(async () => fireEvent.keyDown(screen.getByRole('menu'), { key: 'Escape' }));
  expect(screen.queryByRole('menuitem')).toBeNull();
  // The focus goes back a moment later, and closes what opens before.
  await act(() => new Promise((resolve) => void setTimeout(resolve, 20)));
  name = 'second';
  await act(async () => fireEvent.contextMenu(place));
  expect(screen.getAllByRole('menuitem').map((entry) => entry.textContent)).toEqual(['second']);
});

test('a panel opens and closes with its button and is named', async () => {
  render(
    <Popover label="Facts" trigger={<IconButton label="More" icon={<i />} />}>
      <p>Some facts</p>
    </Popover>,
  );
  await act(async () => fireEvent.click(trigger()));
  const panel = await screen.findByRole('dialog', { name: 'Facts' }, later);
  expect(trigger().getAttribute('aria-controls')).toBe(panel.id);
  await act(async () => fireEvent.click(trigger()));
  expect(screen.queryByRole('dialog')).toBeNull();
});
