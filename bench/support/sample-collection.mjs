import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** How the folders of the sample are nested. */
const depth = 5;
const requestsInFolder = 100;
/** Text that makes a request about as large as a real one with scripts and examples (4 kB). */
const filler = Array.from(
  { length: 22 },
  (_, line) => `  // step ${line}: the answer is kept for the next request`,
);

function sampleRequest(index) {
  const method = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'][index % 5];
  return {
    name: `Request ${index}`,
    event: [
      {
        listen: 'prerequest',
        script: { type: 'text/javascript', exec: [`pm.variables.set('step', '${index}');`] },
      },
      {
        listen: 'test',
        script: {
          type: 'text/javascript',
          exec: [
            `pm.test('status ${index}', () => {`,
            ...filler,
            `  pm.response.to.have.status(200);`,
            `  pm.collectionVariables.set('id${index % 50}', pm.response.json().id);`,
            `});`,
          ],
        },
      },
    ],
    request: {
      method,
      header: [
        { key: 'Accept', value: 'application/json' },
        {
          key: 'X-Trace',
          value: `trace-{{step}}-${index}`,
          description: 'Shows up in the logs of the service.',
        },
        { key: 'X-Off', value: 'not sent', disabled: true },
      ],
      url: {
        raw: `{{baseUrl}}/api/v1/groups/:groupId/items/${index}?limit={{limit}}&expand=profile`,
        host: ['{{baseUrl}}'],
        path: ['api', 'v1', 'groups', ':groupId', 'items', String(index)],
        query: [
          { key: 'limit', value: '{{limit}}', description: 'How many come at once.' },
          { key: 'expand', value: 'profile' },
        ],
        variable: [{ key: 'groupId', value: `00g${index}` }],
      },
      ...(method === 'GET' || method === 'DELETE'
        ? {}
        : { body: { mode: 'raw', raw: sampleBody(index), options: { raw: { language: 'json' } } } }),
      description: `Reads or changes item ${index}. It needs a token with the scope of its service.`,
    },
    response: [],
  };
}

function sampleBody(index) {
  const tags = Array.from({ length: 20 }, (_, at) => `tag-${index}-${at}`);
  return JSON.stringify(
    { id: index, name: `Item ${index}`, tags, owner: { id: '{{userId}}', active: true } },
    null,
    2,
  );
}

/** Requests in folders below folders: each leaf folder holds `requestsInFolder`. */
function sampleItems(from, to, level) {
  if (level === depth || to - from <= requestsInFolder) {
    return Array.from({ length: to - from }, (_, at) => sampleRequest(from + at));
  }
  const leaves = Math.ceil((to - from) / requestsInFolder);
  const width = Math.max(2, Math.round(leaves ** (1 / (depth - level))));
  const step = Math.ceil(leaves / width) * requestsInFolder;
  const items = [];
  for (let at = from; at < to; at += step) {
    const name = `Folder ${level}-${at}`;
    items.push({ name, item: sampleItems(at, Math.min(to, at + step), level + 1) });
  }
  return items;
}

/** Writes a Postman v2.1 collection of so many requests, nested 5 deep, with scripts; always the same one. */
export async function writeSampleCollection(file, requests) {
  const collection = {
    info: {
      name: 'Sample',
      description: 'Made for measuring.',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
    variable: [
      { key: 'baseUrl', value: 'http://127.0.0.1:1' },
      { key: 'limit', value: '25' },
    ],
    item: sampleItems(0, requests, 0),
  };
  const out = createWriteStream(file);
  // Laid out as Postman writes it.
  out.end(JSON.stringify(collection, null, '\t'));
  await once(out, 'finish');
}
