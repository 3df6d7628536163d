import { Copy, Variable } from 'lucide-react';
import { useState } from 'react';
import { useStore } from '../../../store/store.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Popover } from '../../../ui/popover.tsx';
import type { JsonScalar } from '../viewer/json-view.tsx';
import { SetVariableForm } from './set-variable-form.tsx';

/** What can be done with one value of an answer. */
export function ScalarActions({
  tabKey,
  scalar,
  requestUrl,
}: {
  tabKey: string;
  scalar: JsonScalar;
  requestUrl: string;
}) {
  const [isSetting, setSetting] = useState(false);
  const show = useStore((state) => state.notices.show);
  const copy = async () => {
    await navigator.clipboard.writeText(scalar.value);
    show({ kind: 'success', text: 'Value copied' });
  };
  return (
    <>
      <IconButton size="sm" label="Copy value" icon={<Copy />} onClick={() => void copy()} />
      <Popover
        label="Set as variable"
        open={isSetting}
        onOpenChange={setSetting}
        align="end"
        width={360}
        trigger={
          <Button size="sm" variant="ghost" icon={<Variable />}>
            Set as variable
          </Button>
        }
      >
        <SetVariableForm
          tabKey={tabKey}
          scalar={scalar}
          requestUrl={requestUrl}
          onDone={() => setSetting(false)}
        />
      </Popover>
    </>
  );
}
