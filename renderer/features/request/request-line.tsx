import { useRef, useState } from 'react';
import type { ClipboardEvent } from 'react';
import { normaliseMethod } from '../../../core/http/header-syntax.ts';
import { isCurlText } from '../../../core/import/curl.ts';
import { useStore } from '../../store/store.ts';
import { useShortcut } from '../../store/use-shortcut.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { VariableTextField } from '../../ui/variable-text-field.tsx';
import { CurlOffer } from './curl-offer.tsx';
import { isBlank, type PastedCurl, readPastedCurl, replacingChange } from './pasted-curl.ts';
import { readPastedLine } from './pasted-line.ts';
import styles from './request-panel.module.css';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const colouredMethods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** Method, address, and Send. */
export function RequestLine({ tabKey }: { tabKey: string }) {
  const method = useStore((state) => state.requests.editors[tabKey]?.draft.method ?? '');
  const url = useStore((state) => state.requests.editors[tabKey]?.draft.url ?? '');
  const isSending = useStore((state) => state.responses.views[tabKey]?.status === 'sending');
  const edit = useStore((state) => state.requests.edit);
  const showNotice = useStore((state) => state.notices.show);
  const { send, cancel } = useStore((state) => state.responses);
  const [pastedCurl, setPastedCurl] = useState<PastedCurl>();
  const sendShortcut = useShortcut('send');
  const isTyped = useRef(false);
  const urlField = useRef<HTMLInputElement>(null);

  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text/plain');
    const line = readPastedLine(text);
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    if (line !== undefined && selectionStart === 0 && selectionEnd === value.length) {
      event.preventDefault();
      edit(tabKey, line);
      return;
    }
    if (!isCurlText(text)) return;
    event.preventDefault();
    const pasted = readPastedCurl(text);
    const draft = useStore.getState().requests.editors[tabKey]?.draft;
    if (pasted.request === undefined || draft === undefined || !isBlank(draft)) {
      setPastedCurl(pasted);
      return;
    }
    edit(tabKey, replacingChange(pasted.request));
    if (pasted.remarks.length > 0) showNotice({ kind: 'info', text: pasted.remarks.join(' ') });
  };
  const shownMethod = normaliseMethod(method);
  return (
    <>
      <div className={styles['line']}>
        <div
          className={styles['method']}
          data-method={colouredMethods.has(shownMethod) ? shownMethod.toLowerCase() : 'other'}
        >
          <Combobox
            label="Method"
            hideLabel
            size="lg"
            variant="joined"
            mono
            placeholder="GET"
            value={method}
            suggestions={methods}
            onChange={(text) => {
              isTyped.current = true;
              edit(tabKey, { method: text });
            }}
            onCommit={(text) => {
              // A method that came as it is and is only passed by stays as it is.
              if (isTyped.current) edit(tabKey, { method: normaliseMethod(text) });
              isTyped.current = false;
            }}
          />
        </div>
        <div className={styles['url']}>
          <VariableTextField
            ref={urlField}
            label="URL"
            hideLabel
            size="lg"
            variant="joined"
            placeholder="Enter a URL, or paste a cURL command"
            value={url}
            onChange={(text) => edit(tabKey, { url: text })}
            onEnter={() => void send(tabKey)}
            onPaste={onPaste}
          />
        </div>
        {isSending ? (
          <Button className={styles['send']} size="lg" onClick={() => cancel(tabKey)}>
            Cancel
          </Button>
        ) : (
          <Button
            className={styles['send']}
            size="lg"
            variant="primary"
            shortcut={sendShortcut}
            disabled={url.trim() === ''}
            onClick={() => void send(tabKey)}
          >
            Send
          </Button>
        )}
      </div>
      {pastedCurl === undefined ? null : (
        <CurlOffer
          tabKey={tabKey}
          pasted={pastedCurl}
          onDone={() => {
            setPastedCurl(undefined);
            urlField.current?.focus();
          }}
        />
      )}
    </>
  );
}
