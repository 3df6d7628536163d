import { useEffect, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { useStableActions } from '../../ui/use-stable-actions.ts';

/** How files are chosen in this window, and the copying of what a browser gave. */
export interface FileChoice {
  /** Shows the system's chooser, or where that cannot be had what is given. */
  choose(showOther: () => void): void;
  /** Takes what a browser's chooser gave. */
  take(files: readonly File[]): void;
  /** What is copied right now. */
  copying: string | undefined;
  stop(): void;
}

/** Gives paths of chosen files: those of the system's chooser, or of copies of what a browser's chooser gave. */
export function useFileChoice(multiple: boolean, onChange: (paths: string[]) => void): FileChoice {
  const canPick = useStore((state) => state.app.state?.capabilities.pickFiles === true);
  const pickFiles = useStore((state) => state.requests.pickFiles);
  const keepFiles = useStore((state) => state.requests.keepFiles);
  // Other rows may be edited while one is copied: what comes of it goes into what is there then.
  const latest = useStableActions({ onChange });
  const [copy, setCopy] = useState<{ text: string; abort: AbortController }>();

  // A field that is gone takes nothing any more.
  useEffect(() => () => copy?.abort.abort(), [copy]);

  const takePaths = async (choosing: Promise<string[]>, signal?: AbortSignal) => {
    const paths = await choosing;
    if (paths.length > 0 && signal?.aborted !== true) latest.onChange(paths);
  };
  return {
    choose: (showOther) => (canPick ? void takePaths(pickFiles(multiple)) : showOther()),
    take(files) {
      if (files.length === 0) return;
      const abort = new AbortController();
      const text = files.length === 1 ? `Copying ${files[0]?.name}…` : `Copying ${files.length} files…`;
      setCopy({ text, abort });
      const isOver = () => setCopy((now) => (now?.abort === abort ? undefined : now));
      void takePaths(keepFiles(files, abort.signal), abort.signal).finally(isOver);
    },
    copying: copy?.text,
    stop: () => copy?.abort.abort(),
  };
}
