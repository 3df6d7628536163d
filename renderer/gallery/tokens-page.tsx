import { Logo } from '../ui/logo.tsx';
import { Line, Specimen, SpecimenGrid } from './specimen.tsx';
import styles from './gallery.module.css';

const groups: Readonly<Record<string, readonly string[]>> = {
  Surfaces: [
    'surface-frame',
    'surface-panel',
    'surface-base',
    'surface-raised',
    'surface-field',
    'surface-inverse',
  ],
  'Washes and lines': [
    'wash-hover',
    'wash-active',
    'wash-selected',
    'line-hairline',
    'line-strong',
    'line-control',
  ],
  Text: ['text-primary', 'text-secondary', 'text-tertiary', 'text-disabled', 'text-link'],
  Accent: ['accent-fill', 'accent-text', 'accent-line', 'accent-wash', 'focus-ring'],
  Meanings: [
    'danger-text',
    'warning-text',
    'success-text',
    'info-text',
    'danger-wash',
    'warning-wash',
    'success-wash',
  ],
  Methods: ['method-get', 'method-post', 'method-put', 'method-patch', 'method-delete', 'method-other'],
  Syntax: [
    'syntax-key',
    'syntax-string',
    'syntax-number',
    'syntax-boolean',
    'syntax-null',
    'syntax-punctuation',
  ],
  Variables: ['variable-resolved', 'variable-unresolved', 'variable-generated', 'variable-resolved-wash'],
};

/** Colours, type and the mark. */
export function TokensPage() {
  return (
    <SpecimenGrid>
      {Object.entries(groups).map(([title, names]) => (
        <Specimen key={title} title={title}>
          <div className={styles['swatches']}>
            {names.map((name) => (
              <div key={name} className={styles['swatch']}>
                <div className={styles['chip']} style={{ background: `var(--${name})` }} />
                {name}
              </div>
            ))}
          </div>
        </Specimen>
      ))}
      <Specimen title="Type">
        <p className={styles['type20']}>Twenty, for the one title of a page</p>
        <p className={styles['type15']}>Fifteen, for dialogs and empty states</p>
        <p className={styles['type13']}>Thirteen, for everything people read and press: 0123456789</p>
        <p className={styles['type12']}>Twelve, for hints, badges and table heads</p>
        <code>{'{ "code": "JetBrains Mono", "size": 12, "zero": 0 }'}</code>
      </Specimen>
      <Specimen title="Mark">
        <Line>
          {[16, 20, 32, 64, 128].map((size) => (
            <Logo key={size} size={size} />
          ))}
        </Line>
      </Specimen>
    </SpecimenGrid>
  );
}
