import { Cookie } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { Tooltip } from '../../ui/tooltip.tsx';

/** The status bar's way to the cookies. */
export function CookiesButton({ className }: { className: string | undefined }) {
  const open = useStore((state) => state.cookies.open);
  return (
    <Tooltip side="top" content="The cookies of this workspace">
      <button type="button" className={className} onClick={open}>
        <Cookie aria-hidden="true" />
        Cookies
      </button>
    </Tooltip>
  );
}
