import { Film } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import styles from './preview.module.css';

/** Sound or moving pictures, with the browser's own controls; nothing plays by itself. */
export function MediaPreview({
  bytes,
  mediaType,
  isCut,
  onSave,
}: {
  bytes: Uint8Array<ArrayBuffer>;
  mediaType: string;
  isCut: boolean;
  onSave(): void;
}) {
  const player = useRef<HTMLVideoElement>(null);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    // The address lives as long as the player is on screen.
    const address = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
    if (player.current !== null) player.current.src = address;
    return () => URL.revokeObjectURL(address);
  }, [bytes, mediaType]);
  if (hasFailed || isCut) {
    return (
      <EmptyState
        compact
        icon={<Film />}
        title="This cannot be played here"
        actions={<Button onClick={onSave}>Save to a file</Button>}
      >
        {isCut
          ? 'It is too large to be played here. Save it, and open it in another program.'
          : `The answer says it is ${mediaType}; this window knows no way to play these bytes. Hex shows them.`}
      </EmptyState>
    );
  }
  return (
    <div className={styles['picture']}>
      {/* One element plays both; it shows no picture where there is none. */}
      <video
        ref={player}
        className={styles['player']}
        data-sound={mediaType.startsWith('audio/') || undefined}
        controls
        aria-label="Response body"
        onError={() => setFailed(true)}
      >
        <track kind="captions" />
      </video>
    </div>
  );
}
