import { Copy, Fingerprint, ScrollText } from 'lucide-react';
import { useState } from 'react';
import type { Exchange } from '../../../core/http/exchange.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { copyText } from '../notices/public.ts';
import styles from './links.module.css';

/** Gives Okta's id of the request; it goes into an address, so that only a plain one counts. */
function requestIdOf({ outcome }: Exchange): string | undefined {
  if (outcome.kind !== 'response') return undefined;
  const value = outcome.headers.find(([name]) => name.toLowerCase() === 'x-okta-request-id')?.[1].trim();
  return value !== undefined && /^[\w-]{1,128}$/.test(value) ? value : undefined;
}

/** The id that Okta's support asks for, and the way to what the System Log says about it. */
export function RequestIdButton({ tabKey, exchange }: { tabKey: string; exchange: Exchange }) {
  const [isOpen, setOpen] = useState(false);
  const findInSystemLog = useStore((state) => state.links.findInSystemLog);
  const id = requestIdOf(exchange);
  if (id === undefined) return null;
  return (
    <Popover
      label="Okta request ID"
      open={isOpen}
      onOpenChange={setOpen}
      align="end"
      width={340}
      trigger={<IconButton size="sm" label="Okta request ID" icon={<Fingerprint />} />}
    >
      <div className={styles['form']}>
        <p className={styles['hint']}>X-Okta-Request-Id</p>
        <div className={styles['idLine']}>
          <code>{id}</code>
          <IconButton
            size="sm"
            label="Copy request ID"
            icon={<Copy />}
            onClick={() => void copyText(id, 'The request ID')}
          />
        </div>
        <Button
          icon={<ScrollText />}
          onClick={() => {
            setOpen(false);
            void findInSystemLog(tabKey, id);
          }}
        >
          Find in System Log
        </Button>
      </div>
    </Popover>
  );
}
