import { TextForm } from './text-form.tsx';

/** A box for one or more cURL commands. */
export function CurlForm() {
  return (
    <TextForm
      form="curl"
      label="cURL command"
      rows={10}
      placeholder={"curl https://{yourOktaDomain}/api/v1/users \\\n  -H 'Accept: application/json'"}
      sourceOf={(text) => ({ kind: 'text', text, name: 'cURL' })}
    />
  );
}
