import { AppError } from '../../../core/errors.ts';
import { emptyRequest, type Request } from '../../../core/http/request.ts';
import type { ItemId } from '../../../core/ids.ts';
import type { JsonValue } from '../../../core/json-value.ts';
import { proposeVariableName } from '../../../core/links/extract-ids.ts';
import { findHalLinks } from '../../../core/links/hal.ts';
import { indexTree, subtreeIds } from '../../../core/workspace/tree-view.ts';
import { call, readBody } from '../../bridge/bridge.ts';
import type { State } from '../../store/store.ts';
import { newestSuccess } from './guide-answers.ts';

const mostRead = 40;
/** Answers are looked at only as far as a first page goes. */
const mostBytes = 1_048_576;

/** True for a request that can go out as it stands: it reads, and nothing in its address is to be filled in. */
function isReady({ method, url, auth, pathVariables }: Request): boolean {
  const rest = url.replace(/^\{\{[^}]*\}\}/, '');
  const isReading = method === 'GET' || method === '';
  return isReading && auth === undefined && pathVariables.length === 0 && !/[{}]|\/:/.test(rest);
}

async function findFirst(get: () => State, targetId: ItemId): Promise<ItemId> {
  const { nodes } = get().tree;
  const requests = subtreeIds(indexTree(nodes), targetId).filter((id) => {
    const node = nodes[id];
    return node?.kind === 'request' && (node.method === 'GET' || !node.method);
  });
  for (const id of requests.slice(0, mostRead)) {
    const { request } = await call('request.read', { id });
    if (isReady(request)) return id;
  }
  throw new AppError(
    'ERR_WORKSPACE_ITEM_NOT_FOUND',
    'No GET request here goes out without ids to fill in. Open one, fill it in and send it.',
  );
}

/** Opens the first request that can go out as it stands, and sends it. @throws AppError where there is none */
export async function sendFirstRequest(get: () => State, targetId: ItemId): Promise<void> {
  const id = await findFirst(get, targetId);
  const tabKey = get().tabs.open({
    kind: 'request',
    itemId: id,
    title: get().tree.nodes[id]?.name ?? '',
    method: 'GET',
  });
  get().tree.reveal(id, { quietly: true });
  await get().requests.load(tabKey, id);
  await get().responses.send(tabKey);
}

async function readNewest(get: () => State): Promise<{ url: string; json: JsonValue }> {
  const found = newestSuccess(get());
  if (found === undefined || found.outcome.kind !== 'response') {
    throw new AppError('ERR_WORKSPACE_ITEM_NOT_FOUND', 'There is no answer yet. Send a request first.');
  }
  const bytes = await readBody(found.outcome.body.bodyId, { start: 0, end: mostBytes });
  return { url: found.request.url, json: readJson(new TextDecoder().decode(bytes)) };
}

/** Gives `null` for what is no JSON: it has neither ids nor links. */
function readJson(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}

/** Puts the first id of the newest answer into a variable of the environment, named after what it belongs to. */
export async function keepFirstId(get: () => State): Promise<void> {
  const { url, json } = await readNewest(get);
  const [first, path] = Array.isArray(json) ? [json[0], [0, 'id']] : [json, ['id']];
  const value =
    typeof first === 'object' && first !== null && !Array.isArray(first) ? first['id'] : undefined;
  const { selectedId } = get().environments;
  if (typeof value !== 'string' || selectedId === undefined) {
    throw new AppError(
      'ERR_WORKSPACE_ITEM_NOT_FOUND',
      'The newest answer has no "id". Send a request that lists something.',
    );
  }
  const name = proposeVariableName(url, path);
  await get().environments.setVariable({ kind: 'environment', id: selectedId }, name, value);
  get().notices.show({ kind: 'success', text: `{{${name}}} is ${value}` });
}

/** Follows the first link of the newest answer that reads something, in a new tab with the same authorization. */
export async function followFirstLink(get: () => State, targetId: ItemId): Promise<void> {
  const { url, json } = await readNewest(get);
  const link = findHalLinks(json)
    .flatMap(({ links }) => links)
    .find(({ href, isTemplated, methods }) => {
      const isReading = methods.length === 0 || methods.includes('GET');
      return isReading && !isTemplated && URL.canParse(href, url) && isSameOrigin(href, url);
    });
  if (link === undefined) {
    throw new AppError('ERR_WORKSPACE_ITEM_NOT_FOUND', 'The newest answer has no link to follow.');
  }
  const { href } = new URL(link.href, url);
  const request = { ...emptyRequest(), url: href, headers: [{ key: 'Accept', value: 'application/json' }] };
  const tabKey = get().requests.openNew({ request, title: link.rel, parentId: targetId });
  await get().responses.send(tabKey);
}

/** The token goes along, and so only back to where it came from. */
function isSameOrigin(href: string, base: string): boolean {
  return new URL(href, base).origin === new URL(base).origin;
}
