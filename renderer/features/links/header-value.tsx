import { Fragment, type ReactNode } from 'react';
import { findHeaderLinks } from '../../../core/links/header-links.ts';
import { useStore } from '../../store/store.ts';
import styles from './links.module.css';

/** The value of a header of a tab's answer; its links open in a new tab, under the same rules as those of the body. */
export function HeaderValue({ tabKey, name, value }: { tabKey: string; name: string; value: string }) {
  const follow = useStore((state) => state.links.follow);
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { href, start, end } of findHeaderLinks(name, value)) {
    parts.push(
      <Fragment key={start}>
        {value.slice(at, start)}
        <button
          type="button"
          role="link"
          className={styles['link']}
          title="Open in a new tab"
          onClick={() => {
            // Who marks a piece of the address wants to copy it.
            if (getSelection()?.isCollapsed === false) return;
            const label = name.toLowerCase() === 'link' ? undefined : name;
            void follow(tabKey, { href, methods: [], isTemplated: false, label, isInList: false });
          }}
        >
          {href}
        </button>
      </Fragment>,
    );
    at = end;
  }
  return (
    <>
      {parts}
      {value.slice(at)}
    </>
  );
}
