import { useState } from 'react';
import { ChevronDown } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { lazyPart } from '../../ui/lazy-part.tsx';
import { Popover } from '../../ui/popover.tsx';

const TabSearch = lazyPart(async () => (await import('./tab-search.tsx')).TabSearch);

/** Every open tab with a search, and the way back to closed ones, for strips that are wider than the window. */
export function TabList() {
  const hasAny = useStore((state) => state.tabs.tabs.length > 0 || state.tabs.closed.length > 0);
  const [isOpen, setOpen] = useState(false);
  if (!hasAny) return null;
  return (
    <Popover
      label="Open tabs"
      align="end"
      width={320}
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<IconButton size="sm" label="Open tabs" icon={<ChevronDown />} />}
    >
      <TabSearch onDone={() => setOpen(false)} />
    </Popover>
  );
}
