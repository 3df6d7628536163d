import { ArrowUpRight } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { type LinkTarget, linkTextOf } from '../../../core/links/link-target.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { type LinkLine, linkOfLine, type LinkRows } from './line-link.ts';
import styles from './links.module.css';

export interface LinkPlace {
  tabKey: string;
  rows: LinkRows;
  line: LinkLine;
}

async function follow({ tabKey, rows, line }: LinkPlace): Promise<void> {
  if (linkTextOf(line) === undefined) return;
  try {
    const target = await linkOfLine(rows, line);
    if (target !== undefined) await useStore.getState().links.follow(tabKey, target);
  } catch (error) {
    useStore.getState().notices.showError(error);
  }
}

/** The text of a link in an answer: a press opens it in a new tab. */
function LinkText({ place, children }: { place: LinkPlace; children: ReactNode }) {
  return (
    // The keyboard follows the link of the active line with Enter on the viewer itself.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <span
      role="link"
      tabIndex={-1}
      className={styles['link']}
      onClick={() => {
        // Who marks a piece of the address wants to copy it.
        if (getSelection()?.isCollapsed !== false) void follow(place);
      }}
    >
      {children}
    </span>
  );
}

/** How the viewer of a tab's answer draws and follows links. */
export function jsonLinks(tabKey: string, rows: LinkRows) {
  return {
    renderValue(line: LinkLine, token: { kind: string }, content: ReactNode): ReactNode {
      if (token.kind !== 'string' || linkTextOf(line) === undefined) return content;
      return <LinkText place={{ tabKey, rows, line }}>{content}</LinkText>;
    },
    onEnter(line: LinkLine): void {
      void follow({ tabKey, rows, line });
    },
  };
}

/** Follows the link of a line; nothing where the line has none. */
export function FollowLinkAction({ tabKey, rows, line }: LinkPlace) {
  const [target, setTarget] = useState<LinkTarget>();
  useEffect(() => {
    if (linkTextOf(line) === undefined) return undefined;
    let isCurrent = true;
    linkOfLine(rows, line).then(
      (found) => {
        if (isCurrent) setTarget(found);
      },
      // A body that is gone says so in the viewer.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [rows, line]);
  if (target === undefined) return null;
  const [method = 'GET', ...others] = target.methods;
  const shown = method === 'GET' && others.length === 0 ? '' : ` (${target.methods.join(', ')})`;
  return (
    <Button
      size="sm"
      variant="ghost"
      icon={<ArrowUpRight />}
      tooltip="Open in a new tab. Enter on the line does the same."
      onClick={() => void follow({ tabKey, rows, line })}
    >
      Follow link{shown}
    </Button>
  );
}
