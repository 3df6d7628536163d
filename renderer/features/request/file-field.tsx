import { FolderOpen, X } from 'lucide-react';
import { useRef } from 'react';
import { keptFileName } from '../../../core/http/kept-file.ts';
import { useStore } from '../../store/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { VariableTextField } from '../../ui/variable-text-field.tsx';
import styles from './request-sections.module.css';
import { useFileChoice } from './use-file-choice.ts';

export type FileFieldProps = {
  label: string;
  hideLabel?: boolean;
  paths: readonly string[];
  onChange: (paths: string[]) => void;
  multiple?: boolean;
  variant?: 'field' | 'bare';
};

/** The path of a file on this machine, typed or chosen; of a copy that Postern keeps only the name is shown. */
export function FileField(props: FileFieldProps) {
  const { label, paths, onChange, multiple = false } = props;
  const choice = useFileChoice(multiple, onChange);
  const input = useRef<HTMLInputElement>(null);
  const names = useFileNames(paths);
  const isKept = names.some((name, at) => name !== paths[at]);
  const isCopying = choice.copying !== undefined;
  // Several files are chosen anew or removed one by one; a path may hold any character that could part them.
  const isWhole = paths.length > 1 || isKept;
  const text = paths.length > 1 ? `${paths.length} files: ${names.join(', ')}` : (names[0] ?? '');
  const removeLast = () => onChange(paths.slice(0, -1));
  return (
    <>
      <VariableTextField
        label={label}
        hideLabel={props.hideLabel}
        variant={props.variant ?? 'field'}
        placeholder="Path of a file on this machine"
        readOnly={isWhole || isCopying}
        value={choice.copying ?? text}
        onChange={(typed) => onChange(typed === '' ? [] : [typed])}
        onKeyDown={(event) => {
          if (isWhole && !isCopying && (event.key === 'Backspace' || event.key === 'Delete')) removeLast();
        }}
        suffix={
          <>
            {isKept && !isCopying && <CopyMark paths={paths} />}
            {isCopying && <IconButton size="sm" label="Stop copying" icon={<X />} onClick={choice.stop} />}
            {isWhole && !isCopying && props.variant !== 'bare' && (
              <IconButton size="sm" label={`Remove ${label}`} icon={<X />} onClick={() => onChange([])} />
            )}
            <IconButton
              size="sm"
              label={`Choose ${label}`}
              icon={<FolderOpen />}
              onClick={() => choice.choose(() => input.current?.click())}
            />
          </>
        }
      />
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        multiple={multiple}
        tabIndex={-1}
        aria-label={`Files for ${label}`}
        onChange={({ target }) => {
          choice.take([...(target.files ?? [])]);
          // The same file can be chosen again, after it changed.
          target.value = '';
        }}
      />
    </>
  );
}

function useFileNames(paths: readonly string[]): string[] {
  const profilePath = useStore((state) => state.app.state?.profilePath);
  return paths.map((path) => (profilePath === undefined ? path : (keptFileName(path, profilePath) ?? path)));
}

function CopyMark({ paths }: { paths: readonly string[] }) {
  return (
    <Tooltip content={`What is sent is Postern’s copy: ${paths.join(', ')}`}>
      <span className={styles['copyMark']}>copy</span>
    </Tooltip>
  );
}
