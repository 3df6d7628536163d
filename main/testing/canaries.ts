import { randomBytes } from 'node:crypto';

/** Stand at both ends of every made canary, so that a part of one is found too. Of letters that no other text has. */
const head = 'Qz7kXvW9jY';
const tail = 'Jx4wQvK8zZ';

/** Secrets that can be found again in any form that code gives them. */
export interface Canaries {
  /** Makes a secret; `awkward` ones hold characters that forms of text escape. */
  make(awkward?: boolean): string;
  /** Takes a secret of another make, such as a part of a key in base64url; its bytes count as a secret too. */
  add(secret: string): string;
  readonly count: number;
  /** Gives the forms that stand in some bytes: `raw`, `base64`, `hex`, ... with a place to look at. */
  find(bytes: Buffer): string[];
}

/** Starts an empty set. */
export function createCanaries(): Canaries {
  const needles = new Map<string, string>();
  let count = 0;
  const addForms = (secret: Buffer, name: string) => {
    for (const [form, text] of formsOf(secret)) needles.set(text, `${form} of ${name}`);
  };
  addForms(Buffer.from(head), 'a canary (its start)');
  addForms(Buffer.from(tail), 'a canary (its end)');
  return {
    make(awkward = false) {
      count += 1;
      return `${head}${count}${awkward ? '"&+ %\\' : ''}${randomBytes(6).toString('hex')}${tail}`;
    },
    add(secret) {
      count += 1;
      addForms(Buffer.from(secret), `added secret ${count}`);
      addForms(Buffer.from(secret, 'base64url'), `bytes of added secret ${count}`);
      return secret;
    },
    get count() {
      return count;
    },
    find(bytes) {
      const found: string[] = [];
      for (const [text, name] of needles) {
        const at = bytes.indexOf(text, 0, 'latin1');
        if (at === -1) continue;
        const around = bytes.subarray(Math.max(0, at - 120), at + text.length + 60).toString('utf8');
        found.push(`${name} in: …${around.replace(/\s+/g, ' ')}…`);
      }
      return found;
    },
  };
}

function formsOf(secret: Buffer): [form: string, text: string][] {
  const bytes = [...secret];
  const hex = secret.toString('hex');
  const forms: [string, string][] = [
    ['raw', secret.toString('latin1')],
    ['hex', hex],
    ['upper hex', hex.toUpperCase()],
    ['percent', bytes.map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')],
    ['JSON', bytes.map((byte) => `\\u${byte.toString(16).padStart(4, '0')}`).join('')],
    ['spaced hex', bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')],
    ['decimals', bytes.join(',')],
    ['UTF-16', Buffer.from(secret.toString('latin1'), 'utf16le').toString('latin1')],
  ];
  // A secret inside a longer text is at one of three places in the groups of base64.
  for (const before of [0, 1, 2]) {
    const text = Buffer.concat([Buffer.alloc(before), secret]).toString('base64');
    const whole = text.replace(/=+$/, '');
    const inner = whole.slice(before === 0 ? 0 : before + 1, whole.length - 1);
    forms.push([`base64 (${before})`, inner]);
    forms.push([`base64url (${before})`, inner.replaceAll('+', '-').replaceAll('/', '_')]);
  }
  return forms.filter(([, text]) => text.length >= 9);
}
