import { FolderOpen } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { VariableTextField } from '../../ui/variable-text-field.tsx';

export type FileFieldProps = {
  label: string;
  hideLabel?: boolean;
  paths: readonly string[];
  onChange: (paths: string[]) => void;
  multiple?: boolean;
  variant?: 'field' | 'bare';
};

/** The path of a file on this machine: typed, or chosen where the system's picker can be had. */
export function FileField({
  label,
  hideLabel,
  paths,
  onChange,
  multiple = false,
  variant = 'field',
}: FileFieldProps) {
  const canPick = useStore((state) => state.app.state?.capabilities.pickFiles === true);
  const pickFiles = useStore((state) => state.requests.pickFiles);
  const isMany = paths.length > 1;
  const choose = async () => {
    const chosen = await pickFiles(multiple);
    if (chosen.length > 0) onChange(chosen);
  };
  return (
    <VariableTextField
      label={label}
      hideLabel={hideLabel}
      variant={variant}
      placeholder="Path of a file on this machine"
      // Several files are chosen anew or removed one by one; a path may hold any character that could part them.
      readOnly={isMany}
      value={isMany ? `${paths.length} files: ${paths.join(', ')}` : (paths[0] ?? '')}
      onChange={(text) => onChange(text === '' ? [] : [text])}
      onKeyDown={(event) => {
        if (isMany && (event.key === 'Backspace' || event.key === 'Delete')) onChange(paths.slice(0, -1));
      }}
      suffix={
        canPick ? (
          <IconButton
            size="sm"
            label={`Choose ${label}`}
            icon={<FolderOpen />}
            onClick={() => void choose()}
          />
        ) : undefined
      }
    />
  );
}
