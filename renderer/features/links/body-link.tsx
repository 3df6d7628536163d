import { ArrowUpRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { type JsonPlace, linkTargetOf, linkTextOf } from '../../../core/links/link-target.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './links.module.css';

function follow(tabKey: string, place: JsonPlace): void {
  const target = linkTargetOf(place);
  if (target !== undefined) void useStore.getState().links.follow(tabKey, target);
}

/** The text of a link in an answer: a press opens it in a new tab. */
function LinkText({ tabKey, place, children }: { tabKey: string; place: JsonPlace; children: ReactNode }) {
  return (
    // The keyboard follows the link of the active line with Enter on the viewer itself.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <span
      role="link"
      tabIndex={-1}
      className={styles['link']}
      onClick={() => {
        // Who marks a piece of the address wants to copy it.
        if (getSelection()?.isCollapsed !== false) follow(tabKey, place);
      }}
    >
      {children}
    </span>
  );
}

/** How the viewer of a tab's answer draws and follows links. */
export function jsonLinks(tabKey: string) {
  return {
    render(place: JsonPlace, text: ReactNode): ReactNode {
      if (linkTextOf(place) === undefined) return undefined;
      return (
        <LinkText tabKey={tabKey} place={place}>
          {text}
        </LinkText>
      );
    },
    open(place: JsonPlace): void {
      follow(tabKey, place);
    },
  };
}

/** Follows the link of a line; nothing where the line has none. */
export function FollowLinkAction({ tabKey, place }: { tabKey: string; place: JsonPlace }) {
  const target = linkTargetOf(place);
  if (target === undefined) return null;
  const [method = 'GET', ...others] = target.methods;
  const shown = method === 'GET' && others.length === 0 ? '' : ` (${target.methods.join(', ')})`;
  return (
    <Button
      size="sm"
      variant="ghost"
      icon={<ArrowUpRight />}
      tooltip="Open in a new tab. Enter on the line does the same."
      onClick={() => follow(tabKey, place)}
    >
      Follow link{shown}
    </Button>
  );
}
