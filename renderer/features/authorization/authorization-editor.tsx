import type { ReactNode } from 'react';
import { type Auth, readCredential, withCredential } from '../../../core/auth/auth.ts';
import type { ItemId } from '../../../core/ids.ts';
import { useStore } from '../../store/store.ts';
import { Select } from '../../ui/select.tsx';
import { authEffect, authTypeLabel, authTypeOptions, inheritValue, isSendable } from './auth-types.ts';
import { OAuth2Form } from '../oauth/public.ts';
import styles from './authorization.module.css';
import { CredentialField } from '../../ui/credential-field.tsx';
import { fieldOf } from './field-of.ts';
import type { InheritedAuth } from './inherited-auth.ts';
import { JwtFields } from './jwt-fields.tsx';
import { KeptAuth } from './kept-auth.tsx';
import {
  AsapFields,
  AwsFields,
  DigestFields,
  EdgeGridFields,
  HawkFields,
  OAuth1Fields,
} from './signature-fields.tsx';

export type AuthorizationEditorProps = {
  /** Absent: inherited, or none for a collection. */
  auth: Auth | undefined;
  /** False for a collection, which has nothing around it. */
  canInherit: boolean;
  inherited: InheritedAuth | undefined;
  /** Where the authorization stands; absent for a request that was never saved. */
  itemId: ItemId | undefined;
  onChange: (auth: Auth) => void;
  /** `undefined` inherits. */
  onTypeChange: (type: string | undefined) => void;
};

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles['fact']}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What an authorization adds to the request. */
function EffectFact({ auth }: { auth: Auth }) {
  const effect = authEffect(auth);
  if (effect === undefined) return null;
  const { place, name, value } = effect;
  return (
    <Fact label={place === 'header' ? 'Adds the header' : 'Adds to the query'}>
      <code>{place === 'header' ? `${name}: ${value}` : `${name}=${value}`}</code>
    </Fact>
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
      <p className={styles['text']}>No folder or collection around it has an authorization to inherit.</p>
    );
  }
  const { auth, from } = inherited;
  return (
    <dl className={styles['facts']}>
      <Fact label="Inherited from">
        <Origin {...from} />
      </Fact>
      <Fact label="Inherited type">
        {authTypeLabel(auth.type)}
        {isSendable(auth.type) ? '' : ', which is kept and not sent'}
      </Fact>
      <EffectFact auth={auth} />
    </dl>
  );
}

function Fields({
  auth,
  onChange,
  itemId,
}: Pick<AuthorizationEditorProps, 'onChange' | 'itemId'> & { auth: Auth }) {
  const field = (key: string) => fieldOf(auth, onChange, key);
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
    case 'oauth2':
      return <OAuth2Form auth={auth} onChange={onChange} itemId={itemId} />;
    case 'jwt':
      return <JwtFields auth={auth} onChange={onChange} />;
    case 'digest':
      return <DigestFields auth={auth} onChange={onChange} />;
    case 'awsv4':
      return <AwsFields auth={auth} onChange={onChange} />;
    case 'oauth1':
      return <OAuth1Fields auth={auth} onChange={onChange} />;
    case 'hawk':
      return <HawkFields auth={auth} onChange={onChange} />;
    case 'edgegrid':
      return <EdgeGridFields auth={auth} onChange={onChange} />;
    case 'asap':
      return <AsapFields auth={auth} onChange={onChange} />;
    default:
      return <KeptAuth auth={auth} />;
  }
}

/** Chooses how requests are authorized, and shows where an inherited authorization comes from and what it adds. */
export function AuthorizationEditor({
  auth,
  canInherit,
  inherited,
  itemId,
  onChange,
  onTypeChange,
}: AuthorizationEditorProps) {
  const type = auth?.type ?? (canInherit ? inheritValue : 'noauth');
  return (
    <div className={styles['editor']}>
      <h2 className="visually-hidden">Authorization</h2>
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
            <Fields auth={auth ?? { type: 'noauth', credentials: [] }} onChange={onChange} itemId={itemId} />
            {auth === undefined ? null : (
              <dl className={styles['facts']}>
                <EffectFact auth={auth} />
              </dl>
            )}
          </>
        )}
      </div>
    </div>
  );
}
