import { useMemo, useState } from 'react';
import type { BodyFacts } from '../../../../core/http/exchange.ts';
import { formatSize } from '../../../ui/format-figures.ts';
import { Notice } from '../../../ui/notice.tsx';
import { BodyView, type BodyViewProps } from './body-view.tsx';
import styles from './views.module.css';

/** The body as it was transferred, where unpacking it failed; what nothing could be unpacked of is likely not packed. */
export function packedBody(body: BodyFacts): BodyFacts | undefined {
  const { encodedBodyId, encodedSizeBytes, sizeBytes } = body;
  if (encodedBodyId === undefined || encodedSizeBytes === 0) return undefined;
  return {
    ...body,
    bodyId: encodedBodyId,
    sizeBytes: encodedSizeBytes,
    mediaType: sizeBytes === 0 ? body.mediaType : 'application/octet-stream',
  };
}

/** The body; where unpacking it failed, what could be unpacked and the bytes as they came. */
export function AnswerBody(props: BodyViewProps) {
  const { outcome } = props;
  // The document that is open hangs on the object.
  const packed = useMemo(() => packedBody(outcome.body), [outcome.body]);
  const nothingUnpacked = outcome.body.sizeBytes === 0;
  const [isAsked, setAsked] = useState(false);
  if (packed === undefined) return <BodyView {...props} />;
  const showsPacked = isAsked || nothingUnpacked;
  const codings = outcome.body.contentEncodings.join(', ');
  const shown = showsPacked ? packed : outcome.body;
  return (
    <div className={styles['body']}>
      <Notice
        tone="info"
        variant="banner"
        actions={
          nothingUnpacked
            ? []
            : [
                {
                  label: showsPacked ? 'Show what could be unpacked' : 'Show the bytes as they came',
                  onSelect: () => setAsked(!showsPacked),
                },
              ]
        }
      >
        {nothingUnpacked
          ? `Nothing could be unpacked as ${codings}: these are the ${formatSize(packed.sizeBytes)} as they came. The server may name a coding that it did not use.`
          : showsPacked
            ? `These are the ${formatSize(packed.sizeBytes)} as they came, packed as ${codings}.`
            : `This is what could be unpacked before the fault, ${formatSize(outcome.body.sizeBytes)}.`}
      </Notice>
      <BodyView key={shown.bodyId} {...props} outcome={{ ...outcome, body: shown }} />
    </div>
  );
}
