import type { Body } from '../../../core/http/body.ts';
import { mediaTypeOf } from '../../../core/http/media-type.ts';
import { FileField } from './file-field.tsx';
import styles from './request-sections.module.css';

type FileForm = Extract<Body, { type: 'file' }>;

/** A file, sent as it is. */
export function FileBody({ body, onChange }: { body: FileForm; onChange: (body: FileForm) => void }) {
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
    </div>
  );
}
