import { ImageOff, Maximize, Minimize } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import styles from './preview.module.css';

/** Bytes as a picture, fitted into the pane or pixel by pixel, on a checkerboard where it is transparent. */
export function ImagePreview({ bytes, mediaType }: { bytes: Uint8Array<ArrayBuffer>; mediaType: string }) {
  const image = useRef<HTMLImageElement>(null);
  const [facts, setFacts] = useState<string>();
  const [isActual, setActual] = useState(false);
  const [state, setState] = useState<'loading' | 'shown' | 'broken'>('loading');
  useEffect(() => {
    // The address lives as long as the picture is on screen.
    const address = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
    if (image.current !== null) image.current.src = address;
    return () => URL.revokeObjectURL(address);
  }, [bytes, mediaType]);
  if (state === 'broken') {
    return (
      <EmptyState compact icon={<ImageOff />} title="This picture cannot be shown">
        The answer says it is {mediaType}, but these bytes are not, or not all of it came. Hex shows them byte
        by byte.
      </EmptyState>
    );
  }
  return (
    <figure className={styles['document']}>
      {/* A scrolling region must take the focus to be scrolled by keys. */}
      <div
        className={styles['picture']}
        data-actual={isActual || undefined}
        role="region"
        aria-label="Picture"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <img
          ref={image}
          alt="Response body"
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
            setState('shown');
            setFacts(`${naturalWidth.toLocaleString('en')} × ${naturalHeight.toLocaleString('en')} pixels`);
          }}
          onError={() => setState('broken')}
        />
      </div>
      <figcaption className={styles['caption']}>
        <span>{facts}</span>
        {state === 'shown' && (
          <IconButton
            size="sm"
            label={isActual ? 'Fit into the pane' : 'Show at its actual size'}
            icon={isActual ? <Minimize /> : <Maximize />}
            onClick={() => setActual(!isActual)}
          />
        )}
      </figcaption>
    </figure>
  );
}
