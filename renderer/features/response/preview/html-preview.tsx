import { FileText } from 'lucide-react';
import { useMemo, useState } from 'react';
import { countOf } from '../../../../core/count-of.ts';
import { trustSandboxedDocument } from '../../../content-policy.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatSize } from '../../../ui/format-figures.ts';
import { framedPage } from './framed-page.ts';
import { leavesOut } from './page-parts.ts';
import { type PagePictures, usePagePictures } from './use-page-pictures.ts';
import styles from './preview.module.css';

const shownHosts = 3;

/** The browser lays a page out on the window's own thread: a larger one can stop the window for seconds. */
const largeUnits = 1024 * 1024;

interface HtmlPreviewProps {
  text: string;
  pageUrl: string;
  onSave(): void;
}

/** A page as it looks without scripts and without what other servers would add; a very large one once somebody asks for it. */
export function HtmlPreview(props: HtmlPreviewProps) {
  const { text, onSave } = props;
  const [isWanted, setWanted] = useState(false);
  if (isWanted || text.length <= largeUnits) return <HtmlPage {...props} />;
  return (
    <EmptyState
      compact
      icon={<FileText />}
      title="A large page"
      actions={
        <>
          <Button variant="primary" onClick={() => setWanted(true)}>
            Show the page
          </Button>
          <Button onClick={onSave}>Save to a file</Button>
        </>
      }
    >
      It has {formatSize(text.length)} of text. Drawing it can keep this window busy for some seconds.
    </EmptyState>
  );
}

/** A page in its frame; its pictures come when asked for. */
function HtmlPage({ text, pageUrl }: Pick<HtmlPreviewProps, 'text' | 'pageUrl'>) {
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
