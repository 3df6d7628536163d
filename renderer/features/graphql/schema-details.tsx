import { Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { countOf } from '../../../core/count-of.ts';
import type { RootKind } from '../../../core/graphql/list-schema.ts';
import type { SchemaDetails, SchemaPart, SchemaTarget } from '../../../core/graphql/schema-entry.ts';
import { useStore } from '../../store/store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Markdown } from '../../ui/markdown/markdown.tsx';
import styles from './graphql.module.css';
import { schemaEngine } from './schema-engine.ts';
import { isRoot } from './schema-list.tsx';
import { useAnswer } from './use-answer.ts';

type Open = (target: SchemaTarget) => void;

export type SchemaDetailsViewProps = {
  schemaKey: string;
  target: SchemaTarget;
  onOpen: Open;
  onBack: () => void;
  onInsert: (field: { kind: RootKind; field: string }) => unknown;
};

/** The name of a type, lists and exclamation marks around it, that leads to the type. */
function TypeLink({ type, namedType, onOpen }: { type: string; namedType: string; onOpen: Open }) {
  const at = type.indexOf(namedType);
  return (
    <code className={styles['typeText']}>
      {type.slice(0, at)}
      <button
        type="button"
        role="link"
        className={styles['link']}
        onClick={() => onOpen({ type: namedType })}
      >
        {namedType}
      </button>
      {type.slice(at + namedType.length)}
    </code>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles['section']}>
      <h4 className={styles['sectionTitle']}>{title}</h4>
      {children}
    </section>
  );
}

/** Words of others, short and as plain text; the page of the thing itself has all of them. */
function Words({ description, deprecation }: { description: string; deprecation?: string | undefined }) {
  return (
    <>
      {deprecation !== undefined && <p className={styles['deprecation']}>Deprecated. {deprecation}</p>}
      {description !== '' && <p className={styles['words']}>{description.slice(0, 400)}</p>}
    </>
  );
}

function PartRow({ part, owner, onOpen }: { part: SchemaPart; owner: string | undefined; onOpen: Open }) {
  const { name, type, namedType, description, deprecation, defaultValue, hasArguments } = part;
  return (
    <li className={styles['part']} data-deprecated={deprecation !== undefined || undefined}>
      <div className={styles['partHead']}>
        {owner === undefined ? (
          <code className={styles['partName']}>{name}</code>
        ) : (
          <button
            type="button"
            role="link"
            className={styles['partLink']}
            onClick={() => onOpen({ type: owner, field: name })}
          >
            {name}
            {hasArguments ? '(…)' : ''}
          </button>
        )}
        <TypeLink type={type} namedType={namedType} onOpen={onOpen} />
        {defaultValue !== undefined && (
          <code className={styles['default']}>= {defaultValue.slice(0, 200)}</code>
        )}
      </div>
      <Words description={description} deprecation={deprecation} />
    </li>
  );
}

const typeTitles: Readonly<Partial<Record<SchemaDetails['kind'], string>>> = {
  object: 'Implements',
  interface: 'Implemented by',
  union: 'One of',
};

function Lists({ details, onOpen }: { details: SchemaDetails; onOpen: Open }) {
  const { arguments: given, fields, values, types, kind, target, leftOut } = details;
  return (
    <>
      {given.length > 0 && (
        <Section title="Arguments">
          <ul>
            {given.map((part) => (
              <PartRow key={part.name} part={part} owner={undefined} onOpen={onOpen} />
            ))}
          </ul>
        </Section>
      )}
      {types.length > 0 && (
        <Section title={typeTitles[kind] ?? 'Types'}>
          <ul className={styles['types']}>
            {types.map((name) => (
              <li key={name}>
                <TypeLink type={name} namedType={name} onOpen={onOpen} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {fields.length > 0 && (
        <Section title="Fields">
          <ul>
            {fields.map((part) => (
              <PartRow key={part.name} part={part} owner={target.type} onOpen={onOpen} />
            ))}
          </ul>
        </Section>
      )}
      {values.length > 0 && (
        <Section title="Values">
          <ul>
            {values.map(({ name, description, deprecation }) => (
              <li
                key={name}
                className={styles['part']}
                data-deprecated={deprecation !== undefined || undefined}
              >
                <code className={styles['partName']}>{name}</code>
                <Words description={description} deprecation={deprecation} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {leftOut > 0 && (
        <p className={styles['cut']}>{countOf(leftOut, 'name')} more; the search finds them.</p>
      )}
    </>
  );
}

/** Everything a schema says of one field or type. */
export function SchemaDetailsView({ schemaKey, target, onOpen, onBack, onInsert }: SchemaDetailsViewProps) {
  const openLink = useStore((state) => state.outgoing.openLink);
  const details = useAnswer(`${schemaKey} ${target.type} ${target.field ?? ''}`, () =>
    schemaEngine().call('describe', schemaKey, target),
  );
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [details]);
  if (details === undefined) return null;
  const { kind, name, type, namedType, description, deprecation } = details;
  const { field } = details.target;
  return (
    <div
      className={styles['details']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' && !(event.altKey && event.key === 'ArrowLeft')) return;
        event.preventDefault();
        event.stopPropagation();
        onBack();
      }}
    >
      <div className={styles['titleLine']}>
        <h3 ref={title} tabIndex={-1} className={styles['title']}>
          {name}
        </h3>
        <Badge>{kind}</Badge>
        {isRoot(kind) && field !== undefined && (
          <Button size="sm" icon={<Plus />} onClick={() => onInsert({ kind, field })}>
            Insert
          </Button>
        )}
      </div>
      {type !== undefined && namedType !== undefined && (
        <p className={styles['gives']}>
          <TypeLink type={type} namedType={namedType} onOpen={onOpen} />
        </p>
      )}
      {deprecation !== undefined && <p className={styles['deprecation']}>Deprecated. {deprecation}</p>}
      {description !== '' && <Markdown text={description} onOpenLink={(url) => void openLink(url)} />}
      <Lists details={details} onOpen={onOpen} />
    </div>
  );
}
