import { type Auth, readCredential, withCredential } from '../../../core/auth/auth.ts';
import type { ItemId } from '../../../core/ids.ts';
import { useStore } from '../../store/store.ts';
import { Select } from '../../ui/select.tsx';
import { authEffect, authTypeLabel, authTypeOptions, inheritValue, isSendable } from './auth-types.ts';
import styles from './authorization.module.css';
import { CredentialField } from './credential-field.tsx';
import type { InheritedAuth } from './inherited-auth.ts';
import { KeptAuth } from './kept-auth.tsx';

export type AuthorizationEditorProps = {
  /** Absent: inherited, or none for a collection. */
  auth: Auth | undefined;
  /** False for a collection, which has nothing around it. */
  canInherit: boolean;
  inherited: InheritedAuth | undefined;
  onChange: (auth: Auth) => void;
  /** `undefined` inherits. */
  onTypeChange: (type: string | undefined) => void;
};

/** What the chosen authorization adds to the request. */
function EffectLine({ auth }: { auth: Auth }) {
  const effect = authEffect(auth);
  if (effect === undefined) return null;
  return (
    <p className={styles['effect']}>
      <span>{effect.place === 'header' ? 'Adds the header' : 'Adds the query parameter'}</span>
      <code className={styles['effectCode']}>
        {effect.name}
        {effect.place === 'header' ? ': ' : '='}
        {effect.value}
      </code>
    </p>
  );
}

function Origin({ id, name }: { id: ItemId; name: string }) {
  const open = useStore((state) => state.collections.open);
  return (
    <button type="button" className={styles['origin']} onClick={() => open(id, 'authorization')}>
      {name}
    </button>
  );
}

function Inherited({ inherited }: { inherited: InheritedAuth | undefined }) {
  if (inherited === undefined) {
    return (
      <p className={styles['text']}>
        Nothing around it has an authorization: the request goes out without one.
      </p>
    );
  }
  const { auth, from } = inherited;
  return (
    <>
      <p className={styles['text']}>
        <strong>{authTypeLabel(auth.type)}</strong> from <Origin {...from} />
        {isSendable(auth.type) ? '.' : ', which this version keeps and does not send.'}
      </p>
      <EffectLine auth={auth} />
    </>
  );
}

function Fields({ auth, onChange }: { auth: Auth; onChange: (auth: Auth) => void }) {
  const field = (key: string) => ({
    value: readCredential(auth, key) ?? '',
    onChange: (value: string) => onChange(withCredential(auth, key, value)),
  });
  switch (auth.type) {
    case 'noauth':
      return <p className={styles['text']}>The request goes out without authorization.</p>;
    case 'bearer':
      return <CredentialField label="Token" placeholder="{{token}}" secret {...field('token')} />;
    case 'basic':
      return (
        <>
          <CredentialField label="Username" {...field('username')} />
          <CredentialField label="Password" secret {...field('password')} />
        </>
      );
    case 'apikey':
      return (
        <>
          <CredentialField label="Key" placeholder="X-API-Key" {...field('key')} />
          <CredentialField label="Value" placeholder="{{apikey}}" secret {...field('value')} />
          <Select
            layout="row"
            label="Add to"
            value={readCredential(auth, 'in') === 'query' ? 'query' : 'header'}
            onChange={(place) => onChange(withCredential(auth, 'in', place))}
            options={[
              { value: 'header', label: 'Header' },
              { value: 'query', label: 'Query Params' },
            ]}
          />
        </>
      );
    default:
      return <KeptAuth auth={auth} />;
  }
}

/** Chooses how requests are authorized, and shows where an inherited authorization comes from and what it adds. */
export function AuthorizationEditor({
  auth,
  canInherit,
  inherited,
  onChange,
  onTypeChange,
}: AuthorizationEditorProps) {
  const type = auth?.type ?? (canInherit ? inheritValue : 'noauth');
  return (
    <div className={styles['editor']}>
      <Select
        layout="row"
        label="Auth Type"
        value={type}
        onChange={(value) => onTypeChange(value === inheritValue ? undefined : value)}
        options={authTypeOptions(auth?.type, canInherit)}
      />
      <div className={styles['fields']} key={type}>
        {auth === undefined && canInherit ? (
          <Inherited inherited={inherited} />
        ) : (
          <>
            <Fields auth={auth ?? { type: 'noauth', credentials: [] }} onChange={onChange} />
            {auth === undefined ? null : <EffectLine auth={auth} />}
          </>
        )}
      </div>
    </div>
  );
}
