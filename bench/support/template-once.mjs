/** A child process that replaces the variables of a text once: Postern's way (`ours`), or in one bare pass. */
import { loadProduct } from './product.mjs';

const [mode, length, placeholders] = process.argv.slice(2);
const names = 1_000;
const values = new Map(Array.from({ length: names }, (_, at) => [`name${at}`, `value of ${at}`]));
const gap = Math.floor(Number(length) / Number(placeholders));
const text = Array.from({ length: Number(placeholders) }, (_, at) =>
  `{{name${at % names}}}`.padEnd(gap, ` the text between, part ${at};`),
).join('');

const { createTemplateResolver } = await loadProduct('resolve-template');
const { orderScopes, toScope } = await loadProduct('scope');
const variables = [...values].map(([key, value]) => ({ key, value, secret: false }));
const chain = orderScopes([toScope('Environment', 'environment', variables)]);
const startedAt = performance.now();
let result;
if (mode === 'floor') result = text.replace(/\{\{([^{}]+)\}\}/g, (whole, name) => values.get(name) ?? whole);
else result = createTemplateResolver(chain, () => undefined).resolve(text).text;
const ms = performance.now() - startedAt;
const expected = text.replaceAll(/\{\{(\w+)\}\}/g, (_, name) => values.get(name));
if (result !== expected) throw new Error('The text is another one.');
process.send({ ms });
