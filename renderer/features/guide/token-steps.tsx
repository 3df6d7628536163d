import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './guide.module.css';
import type { Guide } from './use-guide.ts';

/** Headers that would go out in place of the token. */
export function HeadersStep({ guide }: { guide: Guide }) {
  const { cleanUp, busy } = useStore((state) => state.guide);
  const { targetId, collectionId } = guide;
  const isNeeded = (guide.facts.authorizationHeaders ?? 0) > 0;
  return (
    <>
      <p>
        Imported requests may have an Authorization header of their own, which would go out in place of the
        token.
      </p>
      {isNeeded && targetId !== undefined && collectionId !== undefined ? (
        <div className={styles['buttons']}>
          <Button size="sm" loading={busy === 'headers'} onClick={() => void cleanUp(targetId, collectionId)}>
            Remove them
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** The set-up on the collection. */
export function AuthorizationStep({ guide }: { guide: Guide }) {
  const { setUp, busy } = useStore((state) => state.guide);
  const found = useStore((state) => state.guide.discovery.found);
  const open = useStore((state) => state.collections.open);
  const name = useStore((state) => state.tree.nodes[guide.targetId ?? '']?.name ?? 'the collection');
  const { targetId, orgUrl, urlVariable, clientIdVariable, key, choices } = guide;
  const order =
    targetId === undefined || found === undefined || orgUrl === undefined
      ? undefined
      : {
          targetId,
          found,
          orgUrl,
          urlVariable,
          clientIdVariable,
          track: choices.track,
          keyId: choices.track === 'service' ? key?.id : undefined,
        };
  return (
    <>
      <p>
        Fills the addresses in from what the org says, and takes the client from {`{{${clientIdVariable}}}`}.
        Every request in it inherits this.
      </p>
      <div className={styles['buttons']}>
        <Button
          size="sm"
          loading={busy === 'authorization'}
          disabled={order === undefined}
          tooltip={order === undefined ? 'The org has to answer, and a collection to be there' : undefined}
          onClick={() => order !== undefined && void setUp(order)}
        >
          Set up OAuth 2.0 on {name}
        </Button>
        {targetId === undefined ? null : (
          <Button size="sm" variant="ghost" onClick={() => open(targetId, 'authorization')}>
            Show it
          </Button>
        )}
      </div>
    </>
  );
}

/** A token. */
export function TokenStep({ guide }: { guide: Guide }) {
  const getToken = useStore((state) => state.tokens.getToken);
  const isRunning = useStore((state) => state.tokens.flow?.status === 'running');
  const { auth, targetId, choices } = guide;
  return (
    <>
      <p>
        {choices.track === 'user'
          ? 'Opens the sign-in page of the org in your browser, and waits for it to come back.'
          : 'Signs a client assertion with the key and asks for the token; no browser takes part.'}
      </p>
      <div className={styles['buttons']}>
        <Button
          size="sm"
          loading={isRunning}
          disabled={auth === undefined}
          tooltip={auth === undefined ? 'Set up OAuth 2.0 first' : undefined}
          onClick={() => auth !== undefined && void getToken(auth, targetId)}
        >
          Get New Access Token
        </Button>
      </div>
    </>
  );
}

/** The token into use. */
export function UseTokenStep({ guide }: { guide: Guide }) {
  const choose = useStore((state) => state.tokens.choose);
  const showSidebar = useStore((state) => state.app.showSidebar);
  const { token, targetId } = guide;
  return (
    <>
      <p>Requests in the collection send this token while the environment is in use.</p>
      <div className={styles['buttons']}>
        <Button
          size="sm"
          disabled={token === undefined || targetId === undefined}
          tooltip={token === undefined ? 'Get New Access Token first' : undefined}
          onClick={() => token !== undefined && targetId !== undefined && void choose(token.id, targetId)}
        >
          Use Token
        </Button>
        <Button size="sm" variant="ghost" onClick={() => showSidebar('keys')}>
          Manage Access Tokens
        </Button>
      </div>
    </>
  );
}

/** The first request. */
export function FirstAnswerStep({ guide }: { guide: Guide }) {
  const { sendFirst, busy } = useStore((state) => state.guide);
  const activate = useStore((state) => state.tabs.activate);
  const { targetId, answerTab, facts } = guide;
  return (
    <>
      <p>Sends the first GET request of the collection that has nothing to fill in.</p>
      <div className={styles['buttons']}>
        <Button
          size="sm"
          loading={busy === 'firstAnswer'}
          disabled={targetId === undefined}
          onClick={() => targetId !== undefined && void sendFirst(targetId)}
        >
          Send the first request
        </Button>
        {answerTab !== undefined && !facts.succeeded ? (
          <Button size="sm" variant="ghost" onClick={() => activate(answerTab)}>
            Show the answer
          </Button>
        ) : null}
      </div>
    </>
  );
}

/** An id from the answer. */
export function FirstIdStep({ guide }: { guide: Guide }) {
  const { keepFirstId, busy } = useStore((state) => state.guide);
  return (
    <>
      <p>
        Point at an id in a response to set it as a variable; or take the first one now. Other requests use it
        as {'{{userId}}'}.
      </p>
      <div className={styles['buttons']}>
        <Button
          size="sm"
          loading={busy === 'firstId'}
          disabled={!guide.facts.succeeded}
          tooltip={guide.facts.succeeded ? undefined : 'Send a request first'}
          onClick={() => void keepFirstId()}
        >
          Set the first id
        </Button>
      </div>
    </>
  );
}

/** A link from the answer. */
export function FirstLinkStep({ guide }: { guide: Guide }) {
  const { followFirstLink, busy } = useStore((state) => state.guide);
  const { targetId, facts } = guide;
  return (
    <>
      <p>Okta’s answers carry links. Following one opens a new request with the same authorization.</p>
      <div className={styles['buttons']}>
        <Button
          size="sm"
          loading={busy === 'firstLink'}
          disabled={!facts.succeeded || targetId === undefined}
          tooltip={facts.succeeded ? undefined : 'Send a request first'}
          onClick={() => targetId !== undefined && void followFirstLink(targetId)}
        >
          Follow the first link
        </Button>
      </div>
    </>
  );
}
