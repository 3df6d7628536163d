import { type FormEvent, useId, useState } from 'react';
import type { NeededValue, NeededValues } from '../../../core/variables/needed-value.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './values.module.css';

/** Asks for the values that a send needs and only the user has: all of them at once. */
export function AskValuesDialog() {
  const asked = useStore((state) => state.values.asked);
  const dismiss = useStore((state) => state.values.dismiss);
  const formId = useId();
  return (
    <Dialog
      open={asked !== undefined}
      onOpenChange={(isOpen) => isOpen || dismiss()}
      title={asked?.values.length === 1 ? 'A value is asked for' : 'Some values are asked for'}
      size="sm"
      description={asked === undefined ? undefined : <Purpose asked={asked} />}
      footer={
        <>
          <Button onClick={dismiss}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId}>
            Continue
          </Button>
        </>
      }
    >
      {asked === undefined ? null : (
        // What was typed for one question is not there for the next.
        <Questions key={JSON.stringify(asked)} formId={formId} values={asked.values} />
      )}
    </Dialog>
  );
}

function Purpose({ asked: { hosts } }: { asked: NeededValues }) {
  const kept = 'Kept in memory until Postern quits, and never on disk.';
  if (hosts.length === 0) return kept;
  const shown = hosts.slice(0, 3).join(', ');
  return (
    <>
      Needed to send to <strong className={styles['host']}>{shown}</strong>
      {hosts.length > 3 ? ` and ${hosts.length - 3} more` : ''}. {kept}
    </>
  );
}

function Questions({ formId, values }: { formId: string; values: readonly NeededValue[] }) {
  const answer = useStore((state) => state.values.answer);
  const [texts, setTexts] = useState(() => values.map(({ offered }) => offered));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void answer(texts);
  };
  return (
    <form id={formId} className={styles['questions']} onSubmit={submit}>
      {values.map((value, at) => {
        const field = {
          label: value.key,
          value: texts[at] ?? '',
          onChange: (text: string) => setTexts((before) => before.with(at, text)),
          ...(value.hosts === undefined ? {} : { hint: `Only for ${value.hosts.join(', ')}` }),
        };
        const key = JSON.stringify([value.scope, value.key]);
        return value.isMasked ? (
          <SecretField key={key} {...field} />
        ) : (
          <TextField key={key} {...field} mono autoComplete="off" spellCheck={false} />
        );
      })}
    </form>
  );
}
