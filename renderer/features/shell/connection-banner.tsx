import { useState } from 'react';
import { useStore } from '../../store/store.ts';
import { Notice } from '../../ui/notice.tsx';

/** Says calmly that the Node side is out of reach, and that nothing on screen is lost. */
export function ConnectionBanner() {
  const reason = useStore((state) => state.app.disconnectReason);
  const reconnect = useStore((state) => state.app.reconnect);
  const [isTrying, setTrying] = useState(false);
  if (reason === undefined) return null;
  if (reason === 'unauthorised') {
    return (
      <Notice tone="warning" variant="banner" announces title="Postern was started again">
        Your edits are still in this window, but its key is no longer valid. Open the address that Postern
        printed; where its port is the same, open it in this tab and your edits come along.
      </Notice>
    );
  }
  const tryNow = async () => {
    setTrying(true);
    await reconnect();
    setTrying(false);
  };
  return (
    <Notice
      tone="warning"
      variant="banner"
      announces
      title="Postern does not answer"
      actions={[{ label: 'Try now', loading: isTrying, onSelect: () => void tryNow() }]}
    >
      Your edits are kept here and saved once it is back. This window tries again by itself.
    </Notice>
  );
}
