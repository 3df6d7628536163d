import { Image } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import type { BodyText } from '../body-text.ts';
import { trustSandboxedDocument } from '../../../content-policy.ts';
import styles from './views.module.css';

/** Nothing may be loaded or run, whatever the page asks for; styles written in the page itself are harmless. */
const framePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** Shows bytes as an image; the address lives as long as the picture is on screen. */
function BytesImage({ bytes, mediaType }: { bytes: Uint8Array<ArrayBuffer>; mediaType: string }) {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const address = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
    if (image.current !== null) image.current.src = address;
    return () => URL.revokeObjectURL(address);
  }, [bytes, mediaType]);
  const [size, setSize] = useState<string>();
  return (
    <figure className={styles['picture']}>
      <img
        ref={image}
        alt="Response body"
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
          setSize(`${naturalWidth.toLocaleString('en')} × ${naturalHeight.toLocaleString('en')} pixels`)
        }
        onError={() => setSize('These bytes are no picture that can be shown.')}
      />
      <figcaption>{size}</figcaption>
    </figure>
  );
}

/** Images, and pages in a frame of their own that has no origin, no scripts and no network. */
export function PreviewView({
  mediaType,
  body,
  onSave,
}: {
  mediaType: string;
  body: BodyText;
  onSave(): void;
}) {
  if (mediaType.startsWith('image/')) {
    return (
      <div className={styles['preview']}>
        {body.bytes !== undefined && <BytesImage bytes={body.bytes} mediaType={mediaType} />}
      </div>
    );
  }
  if (mediaType === 'text/html' || mediaType === 'application/xhtml+xml') {
    const page = `<meta http-equiv="Content-Security-Policy" content="${framePolicy}">${body.text}`;
    return (
      <iframe
        className={styles['frame']}
        title="Preview of the response"
        sandbox=""
        srcDoc={trustSandboxedDocument(page)}
      />
    );
  }
  return (
    <EmptyState
      compact
      icon={<Image />}
      title="No preview for this kind of body"
      actions={<Button onClick={onSave}>Save to a file</Button>}
    >
      {mediaType === '' ? 'The answer does not say what it is.' : `It is ${mediaType}.`} Raw shows it as text,
      Hex byte by byte; another program can show a saved file.
    </EmptyState>
  );
}
