import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { CodeEditor } from '../ui/code-editor/code-editor.tsx';
import type { CodeLanguage } from '../ui/code-editor/code-language.ts';
import { MethodBadge } from '../ui/method-badge.tsx';
import { Select } from '../ui/select.tsx';
import { VariableSupportProvider } from '../ui/variable-support.ts';
import { VariableTextField } from '../ui/variable-text-field.tsx';
import { sampleVariables } from './sample-variables.tsx';
import { Specimen, SpecimenGrid } from './specimen.tsx';
import styles from './gallery.module.css';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => ({
  value: method,
  label: method,
  display: <MethodBadge method={method} />,
}));

const samples: Readonly<Record<CodeLanguage, string>> = {
  json: '{\n  "profile": {\n    "firstName": "Tony",\n    "login": "{{login}}",\n    "manager": "{{userId}}",\n    "age": 48,\n    "active": true,\n    "middleName": null\n  },\n  "requestId": "{{$guid}}"\n}',
  xml: '<?xml version="1.0"?>\n<user id="00u1">\n  <!-- seeded -->\n  <name>Tony</name>\n</user>',
  html: '<!doctype html>\n<p class="lead">Signed in as <b>Tony</b>.</p>',
  javascript:
    "// Keeps the id for the next request\nconst user = pm.response.json();\npm.environment.set('userId', user.id);",
  plaintext: 'Just text with a {{url}}.',
  graphql: 'query Users($first: Int!) {\n  users(first: $first) { id login }\n}',
  yaml: 'name: List users\nmethod: GET\nurl: "{{url}}/api/v1/users" # the org',
};

function UrlLine({ initial, isDisabled = false }: { initial: string; isDisabled?: boolean }) {
  const [method, setMethod] = useState('GET');
  const [url, setUrl] = useState(initial);
  return (
    <div className={styles['urlLine']}>
      <div className={styles['urlMethod']}>
        <Select
          label="Method"
          hideLabel
          size="lg"
          variant="joined"
          value={method}
          onChange={setMethod}
          options={methods}
        />
      </div>
      <VariableTextField
        label="URL"
        hideLabel
        size="lg"
        variant="joined"
        placeholder="Enter a URL or paste cURL"
        disabled={isDisabled}
        value={url}
        onChange={setUrl}
      />
      <span className={styles['send']}>
        <Button variant="primary" size="lg" shortcut="Mod+Enter">
          Send
        </Button>
      </span>
    </div>
  );
}

function CodeSample({ language }: { language: CodeLanguage }) {
  const [text, setText] = useState(samples[language]);
  return (
    <CodeEditor
      ariaLabel={`${language} body`}
      language={language}
      value={text}
      onChange={setText}
      modelKey={language}
    />
  );
}

/** Fields that know variables, and the code editor. */
export function EditorsPage() {
  return (
    <VariableSupportProvider value={sampleVariables}>
      <SpecimenGrid>
        <Specimen title="Variable text field" wide>
          <UrlLine initial="{{url}}/api/v1/users/{{userId}}?search={{nobody}}&nonce={{$guid}}" />
          <UrlLine initial="" />
          <UrlLine
            initial={`{{url}}/api/v1/users?search=${'profile.department eq "Engineering" and '.repeat(6)}{{userId}}`}
          />
          <UrlLine initial="{{url}}/api/v1/users" isDisabled />
        </Specimen>
        {(Object.keys(samples) as CodeLanguage[]).map((language) => (
          <Specimen key={language} title={`Code editor: ${language}`} flush height={280}>
            <CodeSample language={language} />
          </Specimen>
        ))}
      </SpecimenGrid>
    </VariableSupportProvider>
  );
}
