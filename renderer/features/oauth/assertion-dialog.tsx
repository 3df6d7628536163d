import { type ReactNode, useEffect, useState } from 'react';
import type { AssertionTexts } from '../../../core/jwt/assertion-finding.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import {
  type AssertionSubject,
  checkTexts,
  draftTexts,
  expiryOf,
  followSubject,
  renewTexts,
} from './assertion-draft.ts';
import { AssertionFindings } from './assertion-findings.tsx';
import styles from './assertion.module.css';
import { describeRefusal } from './describe-refusal.ts';
import oauthStyles from './oauth.module.css';
import { SignedAssertion } from './signed-assertion.tsx';

const nowSec = () => Date.now() / 1_000;

/** The time, told anew each second: an assertion that was fine may have expired since. */
function useNowSec(): number {
  const [now, setNow] = useState(nowSec);
  useEffect(() => {
    const timer = setInterval(() => setNow(nowSec()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Header, claims and what was signed; gone when the dialog closes. */
function useAssertion(start: AssertionSubject) {
  const keys = useStore((state) => state.keys.list);
  const sign = useStore((state) => state.keys.sign);
  const now = useNowSec();
  const keyOf = (id: string) => keys.find((key) => key.id === id);
  const [freshJti] = useState(() => crypto.randomUUID());
  const [subject, setSubject] = useState(start);
  const [texts, setTexts] = useState(() =>
    draftTexts(start, keyOf(start.keyId), nowSec(), crypto.randomUUID()),
  );
  const [signed, setSigned] = useState<AssertionTexts & { keyId: string; jwt: string }>();
  const [problem, setProblem] = useState<string>();
  const [isSigning, setSigning] = useState(false);
  const key = keyOf(subject.keyId);
  const findings = checkTexts(texts, subject, key, now, freshJti);
  const edit = (next: AssertionTexts) => {
    setProblem(undefined);
    setTexts(next);
  };
  return {
    keys,
    key,
    now,
    subject,
    texts,
    findings,
    problem,
    isSigning,
    /** Only what was signed exactly as it stands now. */
    jwt:
      signed?.headerText === texts.headerText &&
      signed.claimsText === texts.claimsText &&
      signed.keyId === subject.keyId
        ? signed.jwt
        : undefined,
    canSign: key !== undefined && !findings.some((finding) => finding.severity === 'error'),
    edit,
    renew: () => edit(renewTexts(texts, nowSec(), crypto.randomUUID())),
    change(part: Partial<AssertionSubject>) {
      const next = { ...subject, ...part };
      setSubject(next);
      edit(followSubject(texts, subject, next));
    },
    chooseKey(keyId: string) {
      setSubject({ ...subject, keyId, algorithm: '' });
      const { headerText } = draftTexts({ ...subject, algorithm: '' }, keyOf(keyId), nowSec(), '');
      edit({ ...texts, headerText });
    },
    async sign() {
      setSigning(true);
      try {
        const jwt = await sign(subject.keyId, texts.headerText, texts.claimsText);
        setSigned({ ...texts, keyId: subject.keyId, jwt });
        setProblem(undefined);
      } catch (error) {
        setProblem(describeRefusal(error));
      } finally {
        setSigning(false);
      }
    },
  };
}

function SubjectFields({ assertion }: { assertion: ReturnType<typeof useAssertion> }): ReactNode {
  const { keys, key, subject, change, chooseKey } = assertion;
  return (
    <div className={styles['subject']}>
      <Select
        label="Key"
        value={key?.id}
        onChange={chooseKey}
        placeholder={keys.length === 0 ? 'No keys yet' : 'Choose the key that signs'}
        options={keys.map(({ id, name, alg, kid }) => ({
          value: id,
          label: name,
          description: `${alg}, kid ${kid}`,
        }))}
      />
      <TextField
        label="Client ID"
        mono
        value={subject.clientId}
        onChange={(clientId) => change({ clientId })}
        placeholder="0oa…"
      />
      <div className={styles['wide']}>
        <TextField
          label="Endpoint called"
          mono
          value={subject.endpoint}
          onChange={(endpoint) => change({ endpoint })}
          placeholder="https://acme.okta.com/oauth2/v1/token"
          hint="Okta wants the address the request goes to as “aud”: the token endpoint, or the one of PAR, revoke or introspect."
        />
      </div>
    </div>
  );
}

function AssertionForm({ start, onClose }: { start: AssertionSubject; onClose(): void }) {
  const assertion = useAssertion(start);
  const { texts, edit, key, canSign } = assertion;
  const reason = key === undefined ? 'Choose the key that signs first' : 'Mend the errors first';
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="xl"
      title="Client assertion"
      description="What private_key_jwt sends in place of a client secret. Flows make a new one for every request; sign one here to look at it, or to use it elsewhere."
      footerStart={
        <Button
          variant="ghost"
          tooltip="A server takes each jti only once, and only until exp"
          onClick={assertion.renew}
        >
          Fresh times and jti
        </Button>
      }
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button
            variant={assertion.jwt === undefined ? 'primary' : 'secondary'}
            disabled={!canSign}
            loading={assertion.isSigning}
            tooltip={canSign ? undefined : reason}
            onClick={() => void assertion.sign()}
          >
            Sign
          </Button>
        </>
      }
    >
      <div className={oauthStyles['flow']}>
        <SubjectFields assertion={assertion} />
        <div className={styles['texts']}>
          <TextArea
            label="Header"
            mono
            rows={8}
            value={texts.headerText}
            onChange={(headerText) => edit({ ...texts, headerText })}
          />
          <TextArea
            label="Claims"
            mono
            rows={8}
            value={texts.claimsText}
            onChange={(claimsText) => edit({ ...texts, claimsText })}
          />
        </div>
        <AssertionFindings findings={assertion.findings} onFix={edit} />
        {assertion.problem !== undefined && (
          <Notice tone="danger" title="It was not signed" announces>
            {assertion.problem}
          </Notice>
        )}
        {assertion.jwt !== undefined && (
          <SignedAssertion
            jwt={assertion.jwt}
            expiresAtEpochSec={expiryOf(texts.claimsText)}
            nowEpochSec={assertion.now}
          />
        )}
      </div>
    </Dialog>
  );
}

/** The client assertion as it will be: to look at, to change, to check and to sign. */
export function AssertionDialog() {
  const start = useStore((state) => state.keys.assertion);
  const close = useStore((state) => state.keys.closeAssertion);
  return start === undefined ? null : <AssertionForm start={start} onClose={close} />;
}
