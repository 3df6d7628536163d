import { keysOf, type ShortcutId, shortcuts } from '../../shortcuts.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './welcome.module.css';

const shown: readonly ShortcutId[] = ['palette', 'newRequest', 'send', 'save', 'toggleSidebar'];

/** The keys worth knowing on the first day. */
export function ShortcutList() {
  const setShortcutsOpen = useStore((state) => state.app.setShortcutsOpen);
  const chosen = useStore((state) => state.app.state?.settings.shortcuts);
  return (
    <section aria-label="Shortcuts">
      <h3 className={styles['heading']}>
        Shortcuts
        <Button size="sm" variant="ghost" onClick={() => setShortcutsOpen(true)}>
          Show all
        </Button>
      </h3>
      <dl>
        {shown.map((id) => (
          <div key={id} className={styles['shortcut']}>
            <dt>{shortcuts[id].label}</dt>
            <dd>
              {keysOf(id, chosen)
                .slice(0, 1)
                .map((keys) => (
                  <Kbd key={keys} shortcut={keys} />
                ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
