import { X } from 'lucide-react';
import { docsPaneKey } from '../../store/request-layout-keys.ts';
import { useStore } from '../../store/store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Markdown } from '../../ui/markdown/markdown.tsx';
import { ancestorsOf } from '../variables/public.ts';
import styles from './docs-pane.module.css';

/** What is written about the request, its folders and its collection, to read beside the editor. */
export function DocsPane({ tabKey }: { tabKey: string }) {
  const editor = useStore((state) => state.requests.editors[tabKey]);
  const nodes = useStore((state) => state.tree.nodes);
  const definitions = useStore((state) => state.environments.definitions);
  const setLayout = useStore((state) => state.app.setLayout);
  const openLink = useStore((state) => state.outgoing.openLink);
  const { itemId, parentId, name = '', draft } = editor ?? {};
  const above = ancestorsOf(nodes, itemId ?? parentId).flatMap(({ id }) => {
    const definition = id === itemId ? undefined : definitions[id];
    return definition === undefined
      ? []
      : [{ id, name: definition.name, text: definition.description ?? '' }];
  });
  const pages = [{ id: tabKey, name, text: draft?.description ?? '' }, ...above].filter(
    ({ text }) => text.trim() !== '',
  );
  return (
    <aside className={styles['pane']} aria-label="Docs">
      <header className={styles['head']}>
        <h2 className={styles['title']}>Docs</h2>
        <IconButton
          size="sm"
          label="Hide the docs"
          icon={<X />}
          onClick={() => setLayout(docsPaneKey, false)}
        />
      </header>
      <div className={styles['pages']}>
        {pages.length === 0 ? (
          <EmptyState compact title="Nothing is written here yet">
            The tab Docs holds the description of this request.
          </EmptyState>
        ) : (
          pages.map((page) => (
            <article key={page.id} className={styles['page']} aria-label={page.name}>
              <h3 className={styles['name']}>{page.name}</h3>
              <Markdown text={page.text} onOpenLink={(url) => void openLink(url)} />
            </article>
          ))
        )}
      </div>
    </aside>
  );
}
