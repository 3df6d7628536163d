import { useEffect, useMemo, useRef, useState } from 'react';
import { loadPictures } from './load-pictures.ts';
import { findPictures, putPictures } from './page-pictures.ts';

/** The pictures of a page that is shown without them until somebody asks. */
export interface PagePictures {
  status: 'none' | 'waiting' | 'loading' | 'shown';
  count: number;
  /** Where they are, as hosts. */
  hosts: string[];
  /** How many have come or could not. */
  settled: number;
  failed: number;
  /** The page as it is to be shown now. */
  page: string;
  load(): void;
  /** Stops what is under way, or shows the page without them again. */
  leaveOut(): void;
}

/** A larger page is not searched for pictures. */
const searchedUnits = 8 * 1024 * 1024;

interface Loaded {
  /** The page they are of: another answer begins anew. */
  of: string;
  status: 'waiting' | 'loading' | 'shown';
  pictures: ReadonlyMap<string, string>;
  settled: number;
}

/** Loads the pictures of a page when somebody asks for them, and puts them into it. */
export function usePagePictures(html: string, pageUrl: string): PagePictures {
  const nothing: Loaded = { of: html, status: 'waiting', pictures: new Map(), settled: 0 };
  const [kept, setLoaded] = useState(nothing);
  const loaded = kept.of === html ? kept : nothing;
  const controller = useRef<AbortController>(undefined);
  useEffect(() => () => controller.current?.abort(), [html]);

  const addresses = useMemo(
    () => (html.length > searchedUnits ? [] : findPictures(html, pageUrl)),
    [html, pageUrl],
  );
  const { status, pictures, settled } = loaded;
  const isShown = status === 'shown' && pictures.size > 0;
  const page = useMemo(
    () => (isShown ? putPictures(html, pageUrl, pictures) : html),
    [html, pageUrl, isShown, pictures],
  );

  const load = async () => {
    const own = new AbortController();
    controller.current = own;
    const found = new Map<string, string>();
    let count = 0;
    setLoaded({ ...nothing, status: 'loading' });
    try {
      await loadPictures(addresses, pageUrl, own.signal, (address, data) => {
        count += 1;
        if (data !== undefined) found.set(address, data);
        setLoaded({ ...nothing, status: 'loading', settled: count });
      });
    } catch {
      return;
    }
    if (!own.signal.aborted) setLoaded({ of: html, status: 'shown', pictures: found, settled: count });
  };

  return {
    status: addresses.length === 0 ? 'none' : status,
    count: addresses.length,
    hosts: [...new Set(addresses.map((address) => new URL(address).host))],
    settled,
    failed: addresses.length - pictures.size,
    page,
    load: () => void load(),
    leaveOut() {
      controller.current?.abort();
      setLoaded(nothing);
    },
  };
}
