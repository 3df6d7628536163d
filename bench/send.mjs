import { setTimeout as delay } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { runChild, startChild } from './support/child.mjs';
import { ensureProduct, openProduct } from './support/product.mjs';
import { interleave, timeMs } from './support/rounds.mjs';
import { withTemporaryFolder } from './support/temporary-folder.mjs';

const large = 50 * 1024 ** 2;

/** Sends one after the other through dispatch, against bare undici: small answers, large ones, and memory over many. */
export async function measure({ smoke }) {
  await ensureProduct();
  const { child, message } = await startChild('api-server.mjs');
  const agent = new Agent({ keepAliveTimeout: 60_000 });
  try {
    const baseUrl = `http://127.0.0.1:${message.port}`;
    const rows = await withTemporaryFolder((home) => measureSends(home, baseUrl, agent, smoke));
    return [...rows, await measureMemory(baseUrl, smoke)];
  } finally {
    await agent.close();
    child.kill();
  }
}

async function measureSends(home, baseUrl, agent, smoke) {
  const product = await openProduct(home);
  try {
    const { send, settle } = await prepareSends(product, baseUrl);
    const bare = async (sizeBytes) => {
      const { body } = await request(`${baseUrl}/json/${sizeBytes}?limit=25`, {
        dispatcher: agent,
        headers: { accept: 'application/json', authorization: 'Bearer bench', 'user-agent': 'bench' },
      });
      let sizeInBytes = 0;
      // Drained, not put together: the product keeps chunks too.
      for await (const chunk of body) sizeInBytes += chunk.length;
      if (sizeInBytes < sizeBytes) throw new Error('The floor got another answer than the one it asked for.');
    };
    const [sends, rounds] = smoke ? [20, 1] : [500, 21];
    // Both warm: what is asked is what a send costs, not what the first one does.
    await repeat(sends * 5, () => send(1_024));
    await repeat(sends * 5, () => bare(1_024));
    // What is left for later is part of what many sends cost, and no burden of the floor that comes next.
    const small = await interleave(
      rounds,
      () => perCall(sends, () => send(1_024), settle),
      () => perCall(sends, () => bare(1_024)),
    );
    const big = smoke ? 1024 ** 2 : large;
    // How long one answer takes; its line in the history is written behind it.
    const alone = async (work) => {
      const tookMs = await timeMs(work);
      await settle();
      await delay(smoke ? 0 : 250);
      return tookMs;
    };
    const bigOnes = await interleave(
      smoke ? 1 : 11,
      () => alone(() => send(big)),
      () => alone(() => bare(big)),
    );
    return [
      { name: 'send-1kb', ...small, target: 1.5, unit: 'us' },
      { name: 'send-50mb', ...bigOnes, target: 1.1, unit: 'ms' },
    ];
  } finally {
    await product.app.close();
  }
}

const repeat = async (times, work) => {
  for (let time = 0; time < times; time += 1) await work();
};

/** Microseconds of one call, the mean of many, with what ends them all. */
async function perCall(times, work, end = () => Promise.resolve()) {
  const tookMs = await timeMs(async () => {
    await repeat(times, work);
    await end();
  });
  return (tookMs / times) * 1_000;
}

/**
 * Makes a request as people have them: variables of three scopes, inherited authorization, a cookie, an extraction. Gives
 * what sends it, and what waits until the history is written.
 */
export async function prepareSends({ call }, baseUrl) {
  const environment = await call('environment.create', {
    name: 'Bench',
    variables: [
      { key: 'baseUrl', initialValue: baseUrl, enabled: true, type: 'default' },
      { key: 'token', initialValue: '', currentValue: 'bench', enabled: true, type: 'secret' },
      { key: 'limit', initialValue: '25', enabled: true, type: 'default' },
    ],
  });
  const { node: collection } = await call('item.create', { kind: 'collection', name: 'Bench' });
  const { definition, revision } = await call('definition.read', { id: collection.id });
  const auth = { type: 'bearer', credentials: [{ key: 'token', value: '{{token}}' }] };
  await call('definition.save', {
    id: collection.id,
    definition: {
      ...definition,
      auth,
      variables: [{ key: 'sizeBytes', initialValue: '1024', enabled: true, type: 'default' }],
    },
    revision,
  });
  const { node: folder } = await call('item.create', {
    kind: 'folder',
    name: 'Users',
    parentId: collection.id,
  });
  const { node } = await call('item.create', { kind: 'request', name: 'List', parentId: folder.id });
  const stored = await call('request.read', { id: node.id });
  await call('request.save', {
    id: node.id,
    request: {
      ...stored.request,
      url: '{{baseUrl}}/json/{{sizeBytes}}?limit={{limit}}',
      headers: [{ key: 'Accept', value: 'application/json' }],
      extractions: [{ source: 'body', expression: '$[0].id', target: 'environment', variable: 'userId' }],
    },
    revision: stored.revision,
  });
  const settle = () => call('history.findLast', { requestId: node.id });
  const send = async (sizeBytes) => {
    const { exchange, extracted } = await call('request.send', {
      id: node.id,
      environmentId: environment.id,
      variables: { sizeBytes: String(sizeBytes) },
    });
    const { outcome } = exchange;
    if (outcome.kind !== 'response' || outcome.status !== 200 || outcome.body.sizeBytes < sizeBytes) {
      throw new Error('The send got another answer than the one that was asked for.');
    }
    if (sizeBytes < 32 * 1024 ** 2 && extracted[0]?.outcome !== 'set')
      throw new Error('Nothing was extracted.');
  };
  return { send, settle };
}

/** In a fresh process: what a thousand sends more keep. The floor is what the heap wavers by itself; less than nothing can come out. */
async function measureMemory(baseUrl, smoke) {
  const ours = await runChild('send-memory.mjs', [baseUrl, smoke ? '60' : '10000'], {
    execArgv: ['--expose-gc'],
  });
  return { name: 'send-memory', ours, floor: 0.1, target: 1, unit: 'MB per 1,000 sends' };
}
