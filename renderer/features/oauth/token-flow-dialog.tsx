import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FlowFailure } from './flow-failure.tsx';
import { FlowWaiting } from './flow-waiting.tsx';
import { TokenDetails } from './token-details.tsx';

const titles = { running: 'Getting a token', done: 'Access token', failed: 'No token' } as const;

/** The window of Get New Access Token: what it waits for, then the token with Use Token, or why there is none. */
export function TokenFlowDialog() {
  const flow = useStore((state) => state.tokens.flow);
  const { closeFlow, choose, getToken } = useStore((state) => state.tokens);
  if (flow === undefined) return null;
  const { itemId, token } = flow;
  const applyToken = async () => {
    if (token !== undefined && itemId !== undefined) await choose(token.id, itemId);
    closeFlow();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) closeFlow();
      }}
      size="lg"
      title={titles[flow.status]}
      footer={
        flow.status === 'running' ? (
          <Button onClick={closeFlow}>Cancel</Button>
        ) : flow.status === 'failed' ? (
          <>
            <Button onClick={closeFlow}>Close</Button>
            <Button variant="primary" onClick={() => void getToken(flow.auth, itemId)}>
              Try again
            </Button>
          </>
        ) : (
          <>
            <Button onClick={closeFlow}>Close</Button>
            <Button variant="primary" onClick={() => void applyToken()}>
              Use Token
            </Button>
          </>
        )
      }
    >
      {flow.status === 'running' && <FlowWaiting key={flow.callId} progress={flow.progress} />}
      {flow.status === 'failed' && flow.error !== undefined && <FlowFailure error={flow.error} flow={flow} />}
      {flow.status === 'done' && token !== undefined && <TokenDetails token={token} />}
    </Dialog>
  );
}
