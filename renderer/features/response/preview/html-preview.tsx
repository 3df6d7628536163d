import { trustSandboxedDocument } from '../../../content-policy.ts';
import { leavesOut } from './page-parts.ts';
import styles from './preview.module.css';

/** Nothing may be loaded or run, whatever the page asks for; styles written in the page itself are harmless. */
const framePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** A page as it looks without scripts and without what other servers would add. */
export function HtmlPreview({ text }: { text: string }) {
  const page = `<meta http-equiv="Content-Security-Policy" content="${framePolicy}">${text}`;
  return (
    <div className={styles['document']}>
      <iframe
        className={styles['frame']}
        title="Preview of the response"
        sandbox=""
        srcDoc={trustSandboxedDocument(page)}
      />
      {leavesOut(text) && (
        <p className={styles['caption']}>
          Shown without scripts, and without the pictures and styles of other addresses: nothing is loaded.
        </p>
      )}
    </div>
  );
}
