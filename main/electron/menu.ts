import { Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * Sets the application's menu. Editing and window roles only: Postern's own shortcuts belong to the window, so that they
 * are the same in a browser. Closing the window takes Shift, since Ctrl+W closes a tab.
 */
export function installMenu(options: { platform: NodeJS.Platform; devTools: boolean }): void {
  const mac: MenuItemConstructorOptions[] = options.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  const developer: MenuItemConstructorOptions[] = options.devTools
    ? [{ type: 'separator' }, { role: 'forceReload' }, { role: 'toggleDevTools' }]
    : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...mac,
      {
        label: 'File',
        submenu: [
          { role: 'close', accelerator: 'CommandOrControl+Shift+W' },
          ...(options.platform === 'darwin' ? [] : [{ role: 'quit' } as const]),
        ],
      },
      { role: 'editMenu' },
      {
        label: 'View',
        // No zoom: it is a setting with shortcuts of its own, and Electron's would come on top of it.
        submenu: [{ role: 'togglefullscreen' }, ...developer],
      },
      { role: 'windowMenu' },
    ]),
  );
}
