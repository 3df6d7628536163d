import { ListChecks } from 'lucide-react';
import { checkOfValue } from '../../../../core/checks/check-of-value.ts';
import { useStore } from '../../../store/store.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import type { JsonScalar } from '../viewer/json-target.ts';

/** Makes a check of a value: every answer is expected to have it there. */
export function CheckAction({ tabKey, scalar }: { tabKey: string; scalar: JsonScalar }) {
  const checks = useStore((state) => state.requests.editors[tabKey]?.draft.checks);
  const edit = useStore((state) => state.requests.edit);
  const show = useStore((state) => state.notices.show);
  const showSection = useStore((state) => state.requests.showSection);
  const add = () => {
    const check = checkOfValue(scalar.path, scalar.value);
    const { source, expression } = check;
    const others = checks?.filter((each) => each.source !== source || each.expression !== expression) ?? [];
    edit(tabKey, { checks: [...others, check] });
    show({
      kind: 'success',
      text: `Every answer of this request is checked for ${expression}`,
      action: { label: 'Show checks', run: () => showSection(tabKey, 'checks') },
    });
  };
  return <IconButton size="sm" label="Expect this value" icon={<ListChecks />} onClick={add} />;
}
