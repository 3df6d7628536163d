import { Copy, Route, Variable } from 'lucide-react';
import { useState } from 'react';
import { normalPath } from '../../../../core/links/normal-path.ts';
import { useStore } from '../../../store/store.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Popover } from '../../../ui/popover.tsx';
import type { JsonTarget } from '../viewer/json-target.ts';
import { CheckAction } from './check-action.tsx';
import { SetVariableForm } from './set-variable-form.tsx';

/** What can be done with one value of an answer. */
export function ScalarActions({
  tabKey,
  target,
  requestUrl,
}: {
  tabKey: string;
  target: JsonTarget;
  requestUrl: string;
}) {
  const [isSetting, setSetting] = useState(false);
  const { show, showError } = useStore((state) => state.notices);
  const { kind, scalar } = target;
  const copy = async (read: () => string | Promise<string>, done: string) => {
    try {
      await navigator.clipboard.writeText(await read());
      show({ kind: 'success', text: done });
    } catch (error) {
      showError(error);
    }
  };
  return (
    <>
      {kind === 'scalar' ? (
        <IconButton
          size="sm"
          label="Copy value"
          icon={<Copy />}
          onClick={() => void copy(() => target.read(), 'Value copied')}
        />
      ) : (
        <IconButton
          size="sm"
          label="Copy subtree"
          icon={<Copy />}
          onClick={() => void copy(() => target.read(), 'Subtree copied')}
        />
      )}
      <IconButton
        size="sm"
        label="Copy path"
        icon={<Route />}
        onClick={() => void copy(() => normalPath(target.path), 'Path copied')}
      />
      {scalar !== undefined && <CheckAction tabKey={tabKey} scalar={scalar} />}
      {scalar !== undefined && (
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
      )}
    </>
  );
}
