import { useState } from 'react';
import { Check } from 'lucide-react';
import { orgAddress } from '../../../core/variables/org-environment.ts';
import { type OrgUrlRepair, proposeOrgUrlRepairs } from '../../../core/variables/org-url.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './welcome.module.css';

const repairWords: Record<OrgUrlRepair['kind'], string> = {
  addScheme: 'https:// put in front',
  removeTrailingSlash: 'slash at the end left out',
  removeAdminLabel: '-admin left out: that is the console, not the API',
};

/** Takes the address of an org, says how it will be used, and makes an environment for it. */
export function ConnectForm() {
  const [text, setText] = useState('');
  const [wasTried, setTried] = useState(false);
  const connecting = useStore((state) => state.welcome.connecting);
  const connectOrg = useStore((state) => state.welcome.connectOrg);
  const address = orgAddress(text);
  const isWrong = wasTried && address === undefined;
  const connect = async () => {
    setTried(true);
    if (address !== undefined && (await connectOrg(address))) {
      setText('');
      setTried(false);
    }
  };
  return (
    <form
      className={styles['connect']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void connect();
      }}
    >
      <TextField
        label="Org URL"
        hideLabel
        type="url"
        placeholder="https://acme.okta.com"
        value={text}
        error={isWrong ? 'Give the address of an org, such as https://acme.okta.com.' : undefined}
        onChange={setText}
      />
      <Button type="submit" loading={connecting}>
        Connect an org
      </Button>
      {address === undefined ? null : <Outcome text={text} address={address} />}
    </form>
  );
}

/** The address as it will be used, where that is not what was typed, and what was put right. */
function Outcome({ text, address }: { text: string; address: string }) {
  const repairs = proposeOrgUrlRepairs(text);
  if (address === text.trim()) return null;
  return (
    <div className={styles['outcome']} role="status">
      <p>
        Uses <code>{address}</code>
      </p>
      <ul>
        {repairs.map((repair) => (
          <li key={repair.kind}>
            <Check aria-hidden="true" />
            {repair.kind === 'addScheme' && address.startsWith('http:')
              ? 'http:// put in front, for this machine'
              : repairWords[repair.kind]}
          </li>
        ))}
      </ul>
    </div>
  );
}
