import { useState } from 'react';
import { resolveLink } from '../../../core/links/link-header.ts';
import { expandTemplate, templateVariables } from '../../../core/links/uri-template.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MethodBadge } from '../../ui/method-badge.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './links.module.css';
import { answerUrlsOf, type LinkQuestion } from './links-slice.ts';

/** Fills a template with what was typed; a list is typed with commas where the template takes one apart. */
function fillIn(href: string, values: Readonly<Record<string, string>>): string {
  const filled = Object.entries(values).filter(([, value]) => value !== '');
  return expandTemplate(
    href,
    new Map(
      filled.map(([name, value]) => [
        name,
        value.includes(',') && href.includes(`${name}*`)
          ? value.split(',').map((part) => part.trim())
          : value,
      ]),
    ),
  );
}

function useLinkChoice({ tabKey, target }: LinkQuestion) {
  const methods = target.methods.length === 0 ? ['GET'] : target.methods;
  const names = target.isTemplated ? templateVariables(target.href) : [];
  const [method, setMethod] = useState(
    methods.length === 1 ? methods[0] : methods.find((name) => name === 'GET'),
  );
  const [values, setValues] = useState<Record<string, string>>({});
  const exchange = useStore((state) => state.responses.views[tabKey]?.exchange);
  const href = target.isTemplated ? fillIn(target.href, values) : target.href;
  const asked = exchange === undefined ? [] : answerUrlsOf(exchange);
  const resolved = resolveLink(href, asked.at(-1) ?? '');
  const isSameOrigin = asked.every((url) => resolveLink(href, url)?.isSameOrigin === true);
  return { methods, names, method, setMethod, values, setValues, href, resolved, isSameOrigin };
}

function LinkForm({ question }: { question: LinkQuestion }) {
  const { answer, dismiss } = useStore((state) => state.links);
  const choice = useLinkChoice(question);
  const { methods, names, method, values, href, resolved } = choice;
  const label = question.target.label;
  const open = (sends: boolean) => {
    if (method !== undefined) void answer({ method, href, sends });
  };
  return (
    <Dialog
      open
      onOpenChange={dismiss}
      title={label === undefined ? 'Follow link' : `Follow link “${label.slice(0, 60)}”`}
      footer={
        <>
          <Button disabled={method === undefined} onClick={() => open(false)}>
            Open without sending
          </Button>
          <Button
            variant={method === 'DELETE' ? 'danger' : 'primary'}
            disabled={method === undefined || resolved === undefined}
            onClick={() => open(true)}
          >
            {method === undefined ? 'Send' : `Send ${method}`}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        {methods.length > 1 && (
          <RadioGroup
            label="Method"
            orientation="horizontal"
            value={method}
            onChange={choice.setMethod}
            options={methods.map((value) => ({ value, label: value }))}
          />
        )}
        {names.map((name) => (
          <TextField
            key={name}
            label={name}
            mono
            value={values[name] ?? ''}
            onChange={(value) => choice.setValues({ ...values, [name]: value })}
          />
        ))}
        <p className={styles['address']}>
          {method !== undefined && <MethodBadge method={method} />}
          <code>{resolved?.url ?? href}</code>
        </p>
        {resolved !== undefined && !choice.isSameOrigin && (
          <Notice tone="warning">
            This link leads to another origin. Headers with credentials, authorization and cookies stay
            behind.
          </Notice>
        )}
        {question.target.isInList && method !== 'GET' && (
          <Notice tone="info">
            This link stands in a list, where links can be incomplete. Follow the item’s own “self” first to
            see all of them.
          </Notice>
        )}
      </div>
    </Dialog>
  );
}

/** Asks before a link that is no plain GET: which method, which values, and whether to send at all. */
export function LinkDialog() {
  const question = useStore((state) => state.links.question);
  return question === undefined ? null : <LinkForm question={question} />;
}
