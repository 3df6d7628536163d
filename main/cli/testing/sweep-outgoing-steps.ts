import { join } from 'node:path';
import { emptyRequest } from '../../../core/http/request.ts';
import { createCertificate } from '../../http/testing/certificate.ts';
import { hidden } from './sweep-requests.ts';
import type { Step } from './sweep-steps.ts';
import type { Sweep } from './sweep.ts';

async function readText(sweep: Sweep, bodyId: string): Promise<string> {
  return Buffer.from(await sweep.app.bodies.readAll(bodyId, 1e8)).toString('latin1');
}

async function upload(sweep: Sweep, bytes: string | Buffer): Promise<string> {
  const chunks = [Buffer.from(bytes)];
  async function* stream(): AsyncGenerator<Buffer> {
    for (const chunk of chunks) yield await Promise.resolve(chunk);
  }
  return (await sweep.app.uploads.save(stream())).uploadId;
}

/** What will be sent, as a list and as code in every language. */
export const outgoing: Step = async ({ sweep, server, environmentId, collectionId }) => {
  const request = {
    ...emptyRequest(),
    method: 'POST',
    url: `${server.url}/api/${hidden(60)}?k=${hidden(61)}`,
    headers: [
      { key: 'Authorization', value: `SSWS ${hidden(62)}` },
      { key: 'X-Key', value: hidden(63) },
    ],
    body: { type: 'raw' as const, language: 'json' as const, content: `{"k":"${hidden(64)}"}` },
  };
  const place = { request, environmentId, parentId: collectionId };
  await sweep.call('request.preview', place);
  const targets = ['curl', 'curl-cmd', 'javascript', 'python', 'go', 'java', 'csharp', 'powershell'] as const;
  for (const target of targets) await sweep.call('request.generateCode', { ...place, target });
  await sweep.call('scope.listNeeded', { itemId: collectionId });
};

/** An answer kept as an example beside its request, in the shared folder. */
export const examples: Step = async ({ sweep, server, environmentId, collectionId }) => {
  const request = {
    ...emptyRequest(),
    method: 'POST',
    url: `${server.url}/api/kept?k=${hidden(68)}`,
    headers: [
      { key: 'Authorization', value: `SSWS ${hidden(69)}` },
      { key: 'X-Key', value: hidden(70) },
    ],
    body: { type: 'raw' as const, language: 'json' as const, content: `{"k":"${hidden(71)}"}` },
  };
  const { node } = await sweep.call('item.create', {
    kind: 'request',
    name: 'Kept',
    parentId: collectionId,
    request,
  });
  const { exchange } = await sweep.call('request.send', { id: node.id, environmentId });
  if (exchange.outcome.kind !== 'response') throw new Error('There was no answer.');
  await sweep.call('body.readArrivals', { bodyId: exchange.outcome.body.bodyId, fromByte: 0 });
  // A picture of a page, with a name and a password in its address, which is not sent along.
  const picture = new URL(`${server.url}/picture.png`);
  picture.username = 'name';
  picture.password = sweep.canaries.make();
  await sweep.attempt('preview.loadPicture', { url: picture.href, pageUrl: `${server.url}/page` });
  await sweep.call('example.create', {
    requestId: node.id,
    name: 'An answer',
    request,
    environmentId,
    exchange,
  });
  const { examples: kept } = await sweep.call('example.list', { requestId: node.id });
  const example = { requestId: node.id, fileName: kept[0]?.fileName ?? '' };
  const { fileName } = await sweep.call('example.rename', { ...example, name: 'The answer' });
  const { undoId } = await sweep.call('example.delete', { ...example, fileName });
  await sweep.call('workspace.undo', { undoId });
};

/** Links and pages of an answer to a request that carries secrets. */
export const links: Step = async ({ sweep, server, environmentId }) => {
  const request = {
    ...emptyRequest(),
    url: `${server.url}/api/list?k=${hidden(65)}`,
    headers: [{ key: 'X-Key', value: hidden(66) }],
  };
  const { exchange } = await sweep.call('request.send', { request, environmentId });
  const answer = { request, environmentId, answerUrls: [exchange.request.url] };
  const elsewhere = server.url.replace('127.0.0.1', 'localhost');
  for (const href of ['/api/next', `${elsewhere}/api/other`]) {
    await sweep.call('link.follow', { ...answer, href, method: 'GET', purpose: 'link' });
  }
  const bodyId = exchange.outcome.kind === 'response' ? exchange.outcome.body.bodyId : '';
  await sweep.call('page.findNext', { bodyId });
  await sweep.attempt('page.collect', { ...answer, bodyId, next: '/api/next' });
};

/** The schema of a server that repeats what it is sent, asked for with secrets in every place; and one from a file. */
export const graphql: Step = async ({ sweep, server, environmentId, collectionId }) => {
  const request = {
    ...emptyRequest(),
    method: 'POST',
    url: `${server.url}/graphql/${hidden(72)}?k=${hidden(73)}`,
    headers: [{ key: 'X-Api-Key', value: hidden(74) }],
    auth: { type: 'bearer' as const, credentials: [{ key: 'token', value: hidden(75) }] },
    body: { type: 'graphql' as const, query: '{ a }', variables: `{"k":"${hidden(76)}"}` },
  };
  const place = { request, environmentId, parentId: collectionId };
  const { id } = await sweep.call('graphql.getSchema', place);
  const { bodyId } = await sweep.call('graphql.openSchema', { id });
  const text = await readText(sweep, bodyId);
  if (!text.includes('You sent')) throw new Error('The server did not repeat what it was sent.');
  sweep.keep('a schema', text);
  await sweep.call('graphql.findSchema', place);
  const refusing = { ...request, url: `${server.url}/graphql-refuse/${hidden(72)}` };
  await sweep.refuse('graphql.getSchema', { ...place, request: refusing });
  const uploadId = await upload(sweep, 'type Query { a: Int }');
  await sweep.call('graphql.loadSchema', {
    ...place,
    request: { ...request, url: `${server.url}/graphql-file` },
    uploadId,
    fileName: 'schema.graphql',
  });
  await sweep.call('graphql.forgetSchema', { id });
  await sweep.call('graphql.getSchema', place);
};

/** Scripts, allowed, that print all they can reach. */
export const scripts: Step = async ({ sweep, server, environmentId }) => {
  const code = 'console.log(JSON.stringify([pm.variables.toObject(), pm.request, environment, globals]))';
  const languages = { language: 'text/javascript' };
  const request = {
    ...emptyRequest(),
    url: `${server.url}/api/scripted?k=${hidden(67)}`,
    scripts: [
      { type: 'beforeRequest', code, ...languages },
      { type: 'afterResponse', code, ...languages },
    ],
  };
  const { scripts: found } = await sweep.call('script.review', { request });
  await sweep.call('script.allow', { hashes: found.map(({ hash }) => hash) });
  const { scripts: report } = await sweep.call('request.send', { request, environmentId });
  if (report?.runs.some(({ status }) => status !== 'ran') !== false) throw new Error('A script did not run.');
  await sweep.call('script.forbid', {});
};

/** Certificates with keys and passphrases, and what is said of them. */
export const certificates: Step = async ({ sweep }) => {
  const pair = createCertificate({ name: 'client.test' });
  // Any line of the key is as good as the whole.
  sweep.canaries.add(pair.key.split('\n')[1] ?? '');
  const added = await sweep.call('certificate.addClient', {
    host: 'client.test',
    port: 443,
    uploadId: await upload(sweep, pair.certificate),
    keyUploadId: await upload(sweep, pair.key),
    passphrase: '',
  });
  await sweep.refuse('certificate.addClient', {
    host: 'other.test',
    port: 443,
    uploadId: await upload(sweep, Buffer.from(`no certificate ${sweep.canaries.make()}`)),
    passphrase: sweep.canaries.make(),
  });
  const authority = createCertificate({ name: 'authority.test', isAuthority: true });
  await sweep.call('certificate.addAuthority', {
    uploadId: await upload(sweep, authority.certificate),
    name: 'ca.pem',
  });
  await sweep.call('certificate.list', {});
  await sweep.call('security.readFacts', {});
  await sweep.call('file.allow', { paths: [join(sweep.root, 'allowed')] });
  await sweep.call('file.keep', { uploadId: await upload(sweep, 'a picture'), name: 'picture.png' });
  await sweep.call('workspace.undo', await sweep.call('file.deleteKept', {}));
  await sweep.call('security.forgetConsents', {});
  const { undoId } = await sweep.call('certificate.remove', { id: added.id });
  await sweep.call('workspace.undo', { undoId });
};

/** A backup of everything, and the same put back elsewhere. */
export const backups: Step = async ({ sweep }) => {
  const { bodyId } = await sweep.call('backup.create', {});
  sweep.keep('a backup', await readText(sweep, bodyId));
  const uploadId = await upload(sweep, Buffer.from(await sweep.app.bodies.readAll(bodyId, 1e8)));
  await sweep.call('backup.restore', { uploadId, path: join(sweep.root, 'restored') });
  await sweep.call('workspace.listRecent', {});
  await sweep.refuse('workspace.open', { path: join(sweep.root, 'none') });
};

/** Ending a session; the server of the sweep has no such page. */
export const signOut: Step = async ({ sweep, tokenIds }) => {
  await sweep.refuse('token.signOut', { id: tokenIds.at(-1) ?? '' });
};

/** A send whose window is gone, taken up by another one. */
export const leftSends: Step = async ({ sweep, server, environmentId }) => {
  const request = {
    ...emptyRequest(),
    url: `${server.url}/api/left`,
    headers: [{ key: 'Authorization', value: `SSWS ${hidden(44)}` }],
  };
  const sending = sweep.call('request.send', { request, environmentId, tabKey: 'left' }, 'left-1');
  sweep.app.dispatcher.leave('left-1');
  await sending;
  const { sends } = await sweep.call('request.listLeft', { tabKeys: ['left'] });
  if (sends.length !== 1) throw new Error('The send is not kept for its tab.');
  await sweep.call('request.rejoin', { callId: 'left-1' });
};
