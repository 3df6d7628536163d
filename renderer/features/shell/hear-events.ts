import { onInterrupted, onReconnected, setMender, subscribe } from '../../bridge/bridge.ts';
import { onSucceeded } from '../../bridge/call-action.ts';
import { globalsId } from '../../../core/workspace/environment.ts';
import type { State } from '../../store/store.ts';

/** Passes every event of the Node side to the slices it concerns; the returned function ends that. */
export function hearEvents(get: () => State): () => void {
  setMender((refusal, signal) => get().values.mend(refusal, signal));
  const stops = [
    () => setMender(undefined),
    subscribe('workspace.treeChanged', (change) => {
      get().tree.takeChange(change);
      get().tabs.takeNodes(change.upserted);
      get().requests.takeTreeChange(change);
      get().collections.takeTreeChange(change);
      get().git.hear();
      const ids = [...change.externallyChangedIds, ...change.upserted.map((node) => node.id)];
      for (const id of ids) get().values.hearChange({ kind: 'collection', id });
      void get()
        .environments.refreshDefinitions(ids)
        .catch((error: unknown) => get().notices.showError(error));
    }),
    subscribe('environment.changed', ({ ids }) => {
      void get().environments.refresh(ids);
      for (const id of ids) {
        get().values.hearChange(id === globalsId ? { kind: 'globals' } : { kind: 'environment', id });
      }
      get().git.hear();
    }),
    subscribe('value.changed', ({ scope }) => get().values.hearChange(scope)),
    subscribe('settings.changed', (settings) => get().app.takeState({ settings })),
    subscribe('sandbox.changed', (sandbox) => get().sandbox.take(sandbox)),
    subscribe('request.progressed', (progress) => {
      get().responses.hearProgress(progress);
      get().graphql.hearProgress(progress);
    }),
    subscribe('request.answerBegan', (answer) => get().responses.hearAnswer(answer)),
    subscribe('page.progressed', (progress) => get().pages.hearProgress(progress)),
    subscribe('import.progressed', (progress) => get().imports.hearProgress(progress)),
    subscribe('git.progressed', (progress) => get().git.hearProgress(progress)),
    subscribe('workspace.opened', () => get().app.leave()),
    subscribe('certificates.changed', () => void get().settings.loadCertificates()),
    subscribe('keys.changed', () => void get().keys.load()),
    subscribe('tokens.changed', () => void get().tokens.load()),
    subscribe('oauth.progressed', (event) => get().tokens.hearProgress(event)),
    subscribe('history.changed', (change) => get().history.take(change)),
    subscribe('console.exchanged', (event) => get().console.hearExchange(event)),
    subscribe('console.lineWritten', (event) => get().console.hearLine(event)),
    subscribe('body.cleared', ({ removed }) => get().responses.hearCleared(removed)),
    subscribe('cookies.changed', () => {
      if (get().cookies.isOpen) void get().cookies.load();
    }),
    onSucceeded((action) => get().notices.settle(action)),
    onInterrupted(() => void get().app.probe()),
    onReconnected(() => void get().app.refresh()),
  ];
  return () => stops.forEach((stop) => stop());
}
