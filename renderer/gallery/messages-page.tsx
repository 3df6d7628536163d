import { Inbox, SendHorizontal } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { Line, Specimen, SpecimenGrid } from './specimen.tsx';

const nothing = () => undefined;

/** Notices, empty states and progress. */
export function MessagesPage() {
  return (
    <SpecimenGrid>
      <Specimen title="Notice">
        <Notice
          tone="info"
          title="This org has no https://"
          actions={[{ label: 'Add it', onSelect: nothing }]}
        >
          Okta answers on https only.
        </Notice>
        <Notice tone="warning" onDismiss={nothing}>
          The certificate of dev-1234.okta.com is not checked until 18:00.
        </Notice>
        <Notice
          tone="danger"
          title="“userId” has no value"
          actions={[
            { label: 'Set a value', onSelect: nothing },
            { label: 'Show variables', onSelect: nothing },
          ]}
        >
          Nothing was sent.
        </Notice>
        <Notice tone="success">Saved to Okta API Environment.</Notice>
      </Specimen>
      <Specimen title="Empty state" height={300}>
        <EmptyState
          icon={<SendHorizontal />}
          title="Nothing sent yet"
          actions={
            <>
              <Button variant="primary" shortcut="Mod+Enter">
                Send
              </Button>
              <Button>Open an example</Button>
            </>
          }
        >
          The answer will stand here: body, headers, cookies and how long each step took.
        </EmptyState>
      </Specimen>
      <Specimen title="Progress">
        <ProgressBar label="Importing" value={0.42} detail="4,210 of 10,000 requests" onCancel={nothing} />
        <ProgressBar label="Connecting" onCancel={nothing} />
        <Line>
          <Spinner label="Loading" size={12} />
          <Spinner label="Loading" />
          <Spinner label="Loading" size={20} />
        </Line>
        <Skeleton lines={4} />
      </Specimen>
      <Specimen title="Empty state, compact, and a banner" flush>
        <Notice tone="warning" variant="banner" actions={[{ label: 'Reload', onSelect: nothing }]}>
          This request was changed on disk.
        </Notice>
        <EmptyState compact icon={<Inbox />} title="No history">
          What you send is kept here.
        </EmptyState>
      </Specimen>
    </SpecimenGrid>
  );
}
