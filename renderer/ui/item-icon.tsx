import {
  Braces,
  CircleSlash2,
  File,
  Folder,
  Globe,
  LibraryBig,
  MessageSquareText,
  TriangleAlert,
} from 'lucide-react';
import { MethodBadge } from './method-badge.tsx';

const signs = {
  collection: LibraryBig,
  folder: Folder,
  example: MessageSquareText,
  environment: Braces,
  globals: Globe,
  file: File,
  unsupported: CircleSlash2,
  damaged: TriangleAlert,
} as const;

export type ItemIconProps = {
  kind: 'request' | keyof typeof signs;
  /** Of a request. */
  method?: string | undefined;
};

/** The sign of what stands in a workspace: the method of a request, or what kind of thing it is. */
export function ItemIcon({ kind, method }: ItemIconProps) {
  if (kind === 'request') return <MethodBadge method={method || 'GET'} compact />;
  const Sign = signs[kind];
  return <Sign aria-hidden="true" />;
}
