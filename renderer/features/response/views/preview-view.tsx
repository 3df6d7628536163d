import { Image } from 'lucide-react';
import { useEffect, useRef } from 'react';
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
  return <img ref={image} alt="Response body" />;
}

/** Images, and pages in a frame of their own that has no origin, no scripts and no network. */
export function PreviewView({ mediaType, body }: { mediaType: string; body: BodyText }) {
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
    <EmptyState compact icon={<Image />} title="No preview for this kind of body">
      {mediaType === '' ? 'The answer does not say what it is.' : `It is ${mediaType}.`} Pretty and Raw show
      it as text; it can be saved to a file.
    </EmptyState>
  );
}
