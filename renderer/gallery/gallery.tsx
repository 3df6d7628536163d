import { useEffect, useState } from 'react';
import type { ComponentType } from 'react';
import { applyTheme } from '../styles/theme.ts';
import type { ThemePreference } from '../styles/theme.ts';
import { Logo } from '../ui/logo.tsx';
import { RadioGroup } from '../ui/radio-group.tsx';
import { ActionsPage } from './actions-page.tsx';
import { EditorsPage } from './editors-page.tsx';
import { FieldsPage } from './fields-page.tsx';
import { LayersPage } from './layers-page.tsx';
import { MessagesPage } from './messages-page.tsx';
import { NavigationPage } from './navigation-page.tsx';
import { RowsPage } from './rows-page.tsx';
import { TokensPage } from './tokens-page.tsx';
import { TreePage } from './tree-page.tsx';
import { WorkbenchPage } from './workbench-page.tsx';
import styles from './gallery.module.css';

const pages: Readonly<Record<string, ComponentType>> = {
  Workbench: WorkbenchPage,
  Tokens: TokensPage,
  Actions: ActionsPage,
  Fields: FieldsPage,
  Editors: EditorsPage,
  Rows: RowsPage,
  Trees: TreePage,
  Navigation: NavigationPage,
  Layers: LayersPage,
  Messages: MessagesPage,
};

const themes: readonly { value: ThemePreference; label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'contrast', label: 'Contrast' },
];

/** Page and theme are in the address, `#Fields/dark`, so that a picture or a check can open them. */
function readAddress(): { page: string; theme: ThemePreference } {
  const [page = '', theme = ''] = decodeURIComponent(location.hash.slice(1)).split('/');
  return {
    page: Object.hasOwn(pages, page) ? page : 'Workbench',
    theme: themes.find((option) => option.value === theme)?.value ?? 'system',
  };
}

/** Every component with its states. */
export function Gallery() {
  const [address, setAddress] = useState(readAddress);
  useEffect(() => {
    const read = () => setAddress(readAddress());
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  useEffect(() => applyTheme(address.theme), [address.theme]);
  const Page = pages[address.page] ?? WorkbenchPage;
  return (
    <div className={styles['gallery']}>
      <header className={styles['top']}>
        <Logo size={20} />
        <h1 className={styles['name']}>Components</h1>
        <nav className={styles['nav']} aria-label="Pages">
          {Object.keys(pages).map((page) => (
            <a
              key={page}
              className={styles['link']}
              href={`#${page}/${address.theme}`}
              aria-current={page === address.page ? 'page' : undefined}
            >
              {page}
            </a>
          ))}
        </nav>
        <RadioGroup
          label="Theme"
          hideLabel
          orientation="horizontal"
          value={address.theme}
          onChange={(theme) => {
            location.hash = `${address.page}/${theme}`;
          }}
          options={themes}
        />
      </header>
      <main className={styles['page']} key={address.page} tabIndex={0} aria-label={address.page}>
        <Page />
      </main>
    </div>
  );
}
