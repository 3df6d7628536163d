import type { Body } from '../../../core/http/body.ts';
import { keptFileName } from '../../../core/http/kept-file.ts';
import { mediaTypeOf } from '../../../core/http/media-type.ts';
import { useStore } from '../../store/store.ts';
import { FileField } from './file-field.tsx';
import styles from './request-sections.module.css';

type FileForm = Extract<Body, { type: 'file' }>;

/** A file, sent as it is. */
export function FileBody({ body, onChange }: { body: FileForm; onChange: (body: FileForm) => void }) {
  const profilePath = useStore((state) => state.app.state?.profilePath);
  const kept = profilePath === undefined ? undefined : keptFileName(body.path, profilePath);
  return (
    <div className={styles['form']}>
      <FileField
        label="File"
        paths={body.path === '' ? [] : [body.path]}
        onChange={([path = '']) => onChange({ ...body, path })}
      />
      <p className={styles['text']}>
        {body.path === ''
          ? 'Its bytes are read each time the request is sent.'
          : `Sent as ${mediaTypeOf(body.path)}, unless a Content-Type stands under Headers.`}
      </p>
      {kept !== undefined && (
        <p className={styles['text']}>
          A browser gives no paths, so Postern keeps a copy of {kept}, as it was when you chose it. Choose it
          again after it changed. The copy is at <code className={styles['path']}>{body.path}</code>
        </p>
      )}
    </div>
  );
}
