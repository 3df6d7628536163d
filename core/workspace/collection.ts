import type { Request } from '../http/request.ts';
import type { Row } from '../http/row.ts';
import type { Definition } from './definition.ts';
import type { Example } from './example.ts';

/** A whole collection or folder in memory: what an importer gives, what the store writes, what an exporter takes. */
export interface CollectionTree {
  definition: Definition;
  items: CollectionItem[];
}

/** A child of a collection or folder, in order. */
export type CollectionItem = FolderItem | RequestItem;

export interface FolderItem {
  kind: 'folder';
  definition: Definition;
  items: CollectionItem[];
}

export interface RequestItem {
  kind: 'request';
  name: string;
  request: Request;
  examples: Example[];
  /** Given where every look at the request reads it anew: what counting needs of it. */
  outline?: RequestOutline;
}

/** What is told of a request without reading it. */
export interface RequestOutline {
  exampleCount: number;
  scriptCount: number;
  /** Headers named `Authorization`. */
  authorizationRows: Row[];
}
