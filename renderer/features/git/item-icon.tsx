import { Braces, File, Folder, Globe, LibraryBig, MessageSquareText } from 'lucide-react';
import type { ChangedItem } from '../../../core/git/git-change.ts';
import { MethodBadge } from '../../ui/method-badge.tsx';

/** What kind of thing a change is about. */
export function ItemIcon({ item }: { item: ChangedItem }) {
  switch (item.kind) {
    case 'request':
      return item.method === undefined ? (
        <File aria-hidden="true" />
      ) : (
        <MethodBadge method={item.method} compact />
      );
    case 'collection':
      return <LibraryBig aria-hidden="true" />;
    case 'folder':
      return <Folder aria-hidden="true" />;
    case 'example':
      return <MessageSquareText aria-hidden="true" />;
    case 'environment':
      return <Braces aria-hidden="true" />;
    case 'globals':
      return <Globe aria-hidden="true" />;
    case 'file':
      return <File aria-hidden="true" />;
  }
}
