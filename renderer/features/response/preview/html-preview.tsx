import { useMemo } from 'react';
import { countOf } from '../../../../core/count-of.ts';
import { trustSandboxedDocument } from '../../../content-policy.ts';
import { Button } from '../../../ui/button.tsx';
import { framedPage } from './framed-page.ts';
import { leavesOut } from './page-parts.ts';
import { type PagePictures, usePagePictures } from './use-page-pictures.ts';
import styles from './preview.module.css';

const shownHosts = 3;

/** A page as it looks without scripts and without what other servers would add; its pictures come when asked for. */
export function HtmlPreview({ text, pageUrl }: { text: string; pageUrl: string }) {
  const pictures = usePagePictures(text, pageUrl);
  // Made once: a document that is another object, though equal, would load the frame again.
  const page = useMemo(() => trustSandboxedDocument(framedPage(pictures.page)), [pictures.page]);
  return (
    <div className={styles['document']}>
      <iframe className={styles['frame']} title="Preview of the response" sandbox="" srcDoc={page} />
      {(pictures.status !== 'none' || leavesOut(text)) && (
        <div className={styles['caption']} role="status">
          <span>{describe(pictures)}</span>
          <PictureButton pictures={pictures} />
        </div>
      )}
    </div>
  );
}

function PictureButton({ pictures }: { pictures: PagePictures }) {
  const { status, count, load, leaveOut } = pictures;
  if (status === 'none') return null;
  if (status === 'waiting') {
    return (
      <Button size="sm" onClick={load}>
        {`Load ${countOf(count, 'picture')}`}
      </Button>
    );
  }
  return (
    <Button size="sm" variant="ghost" onClick={leaveOut}>
      {status === 'loading' ? 'Stop' : 'Leave pictures out'}
    </Button>
  );
}

function describe({ status, count, hosts, settled, failed }: PagePictures): string {
  switch (status) {
    case 'none':
      return 'Shown without scripts, and without the styles of other addresses: nothing is loaded.';
    case 'waiting':
      return `Shown without scripts, and without what stands at other addresses. Pictures are at ${listHosts(hosts)}.`;
    case 'loading':
      return `Loading pictures: ${settled} of ${count}`;
    case 'shown':
      return failed === 0
        ? 'Shown with its pictures, without scripts and without the styles of other addresses.'
        : `${failed} of ${countOf(count, 'picture')} could not be loaded; the console says why.`;
  }
}

function listHosts(hosts: readonly string[]): string {
  const rest = hosts.length - shownHosts;
  const named = hosts.slice(0, shownHosts);
  return rest > 0 ? `${named.join(', ')} and ${rest} more` : named.join(', ');
}
