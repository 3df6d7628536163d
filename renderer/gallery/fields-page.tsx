import { useState } from 'react';
import { Globe } from 'lucide-react';
import { Checkbox } from '../ui/checkbox.tsx';
import { Combobox } from '../ui/combobox.tsx';
import { MethodBadge } from '../ui/method-badge.tsx';
import { RadioGroup } from '../ui/radio-group.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { SecretField } from '../ui/secret-field.tsx';
import { Select } from '../ui/select.tsx';
import { Switch } from '../ui/switch.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { TextField } from '../ui/text-field.tsx';
import { Specimen, SpecimenGrid } from './specimen.tsx';

const grants = [
  { value: 'code', label: 'Authorization Code (With PKCE)', group: 'A person signs in' },
  { value: 'device', label: 'Device Code', group: 'A person signs in' },
  {
    value: 'client',
    label: 'Client Credentials',
    group: 'A service',
    description: 'With a key, as Okta wants it',
  },
  { value: 'implicit', label: 'Implicit', group: 'Left behind', disabled: true },
];

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => ({
  value: method,
  label: method,
  display: <MethodBadge method={method} />,
}));

function TextFields() {
  const [text, setText] = useState('https://dev-1234.okta.com');
  const [empty, setEmpty] = useState('');
  return (
    <>
      <TextField
        label="Token Name"
        value={empty}
        onChange={setEmpty}
        placeholder="Okta"
        hint="Shown in the list."
      />
      <TextField label="Auth URL" mono required value={text} onChange={setText} prefix={<Globe />} />
      <TextField
        label="Callback URL"
        mono
        value={text}
        onChange={setText}
        error="Must start with https:// or be a loopback address."
      />
      <TextField label="Timeout" type="number" size="sm" value="30000" onChange={setEmpty} suffix="ms" />
      <TextField label="Client ID" disabled value="0oa1b2c3d4" onChange={setEmpty} />
      <TextField
        label="In a row"
        layout="row"
        value={empty}
        onChange={setEmpty}
        hint="Settings look like this."
      />
      <SearchField label="Search collections" value={text} onChange={setText} />
    </>
  );
}

function Secrets() {
  const [typed, setTyped] = useState('hunter2');
  const [stored, setStored] = useState('');
  return (
    <>
      <SecretField label="Client Secret" value={typed} onChange={setTyped} />
      <SecretField
        label="Stored secret"
        isStored
        value={stored}
        onChange={setStored}
        onReveal={() => Promise.resolve('from the encrypted store')}
        hint="Kept in the encrypted store."
      />
      <SecretField label="Empty" value="" onChange={setStored} placeholder="Optional" />
    </>
  );
}

function Choices() {
  const [isOn, setOn] = useState(true);
  const [where, setWhere] = useState<'header' | 'body'>('header');
  return (
    <>
      <Checkbox label="Follow redirects" checked={isOn} onChange={setOn} />
      <Checkbox label="Some of them" checked="indeterminate" onChange={setOn} hint="Three of five are on." />
      <Checkbox label="Not available" checked={false} disabled onChange={setOn} />
      <Switch
        label="Verify TLS certificates"
        checked={isOn}
        onChange={setOn}
        hint="Exceptions are listed below."
      />
      <Switch label="Off" checked={!isOn} onChange={(next) => setOn(!next)} />
      <Switch label="Disabled" checked disabled onChange={setOn} />
      <RadioGroup
        label="Client Authentication"
        value={where}
        onChange={setWhere}
        options={[
          { value: 'header', label: 'Send as Basic Auth header', hint: 'What most servers want.' },
          { value: 'body', label: 'Send client credentials in body' },
        ]}
      />
    </>
  );
}

function Selects() {
  const [grant, setGrant] = useState<string | undefined>('client');
  const [method, setMethod] = useState('POST');
  const [environment, setEnvironment] = useState('');
  const [scope, setScope] = useState('okta.users.read');
  return (
    <>
      <Select label="Grant Type" value={grant} onChange={setGrant} options={grants} />
      <Select label="Nothing chosen" value={undefined} onChange={setGrant} options={grants} />
      <Select label="Method" value={method} onChange={setMethod} options={methods} />
      <Select
        label="Environment"
        hideLabel
        variant="ghost"
        value={environment}
        onChange={setEnvironment}
        options={[
          { value: '', label: 'No Environment' },
          { value: 'okta', label: 'Okta API Environment' },
        ]}
      />
      <Select label="Disabled" disabled value={grant} onChange={setGrant} options={grants} />
      <Combobox
        label="Scope"
        mono
        value={scope}
        onChange={setScope}
        suggestions={['okta.users.read', 'okta.users.manage', 'okta.groups.read', 'openid', 'profile']}
      />
    </>
  );
}

/** Text fields, choices and selects. */
export function FieldsPage() {
  const [note, setNote] = useState('Lists the users of the org, 25 at a time.');
  return (
    <SpecimenGrid>
      <Specimen title="Text field">
        <TextFields />
      </Specimen>
      <Specimen title="Select and combobox">
        <Selects />
      </Specimen>
      <Specimen title="Check box, switch, radio group">
        <Choices />
      </Specimen>
      <Specimen title="Secret field and text area">
        <Secrets />
        <TextArea label="Description" value={note} onChange={setNote} />
      </Specimen>
    </SpecimenGrid>
  );
}
