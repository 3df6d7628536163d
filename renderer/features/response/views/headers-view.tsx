import type { HeaderPairs } from '../../../../core/http/exchange.ts';
import { Copy } from 'lucide-react';
import { useStore } from '../../../store/store.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { HeaderValue } from '../../links/public.ts';
import styles from './views.module.css';

export interface HeadersViewProps {
  headers: HeaderPairs;
  /** The tab whose links can be followed; absent where they are only read. */
  tabKey?: string;
}

/** Every header line as it came: order, case and repeats kept. */
export function HeadersView({ headers, tabKey }: HeadersViewProps) {
  const show = useStore((state) => state.notices.show);
  const copyAll = async () => {
    await navigator.clipboard.writeText(headers.map(([name, value]) => `${name}: ${value}`).join('\n'));
    show({ kind: 'success', text: 'Headers copied' });
  };
  return (
    // A scrolling region must take the focus to be scrolled by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['scroll']} role="region" aria-label="Response headers" tabIndex={0}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col" className={styles['nameColumn']}>
              Name
            </th>
            <th scope="col">
              <div className={styles['columnHead']}>
                Value
                <IconButton
                  size="sm"
                  label="Copy all headers"
                  icon={<Copy />}
                  onClick={() => void copyAll()}
                />
              </div>
            </th>
          </tr>
        </thead>
        <tbody>
          {headers.map(([name, value], index) => (
            <tr key={`${name} ${index}`}>
              <th scope="row">{name}</th>
              <td>
                {tabKey === undefined ? value : <HeaderValue tabKey={tabKey} name={name} value={value} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
