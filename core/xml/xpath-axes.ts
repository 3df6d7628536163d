import type { XmlNode } from './xml-tree.ts';
import type { XPathAxis } from './xpath-syntax.ts';

/**
 * Gives the nodes in a direction from a node, the nearest first: axes that look back run against the document. Declarations
 * of namespaces are no attributes.
 *
 * @see XPath 1.0 section 2.2
 */
export function* walkAxis(node: XmlNode, axis: XPathAxis): Iterable<XmlNode> {
  switch (axis) {
    case 'self':
      yield node;
      return;
    case 'child':
      yield* node.children;
      return;
    case 'parent':
      if (node.parent !== undefined) yield node.parent;
      return;
    case 'attribute':
      for (const each of node.attributes) if (!/^xmlns(?::|$)/.test(each.name)) yield each;
      return;
    case 'descendant':
      yield* descendants(node);
      return;
    case 'descendant-or-self':
      yield node;
      yield* descendants(node);
      return;
    case 'ancestor':
      yield* ancestors(node);
      return;
    case 'ancestor-or-self':
      yield node;
      yield* ancestors(node);
      return;
    case 'following-sibling':
    case 'preceding-sibling':
      yield* siblings(node, axis === 'following-sibling');
      return;
    case 'following':
      yield* following(node);
      return;
    case 'preceding':
      yield* preceding(node);
      return;
  }
}

function* descendants(node: XmlNode): Iterable<XmlNode> {
  const open = [...node.children].toReversed();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    for (let index = next.children.length - 1; index >= 0; index -= 1) {
      const child = next.children[index];
      if (child !== undefined) open.push(child);
    }
  }
}

function* ancestors(node: XmlNode): Iterable<XmlNode> {
  for (let at = node.parent; at !== undefined; at = at.parent) yield at;
}

function* siblings(node: XmlNode, isForward: boolean): Iterable<XmlNode> {
  const all = node.kind === 'attribute' ? [] : (node.parent?.children ?? []);
  const at = placeOf(node, all);
  const step = isForward ? 1 : -1;
  for (let index = at + step; at !== -1 && index >= 0; index += step) {
    const sibling = all[index];
    if (sibling === undefined) return;
    yield sibling;
  }
}

/** Siblings stand in the order of the document. */
function placeOf({ order }: XmlNode, all: readonly XmlNode[]): number {
  let low = 0;
  let high = all.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = all[middle]?.order ?? 0;
    if (found === order) return middle;
    if (found < order) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function* following(node: XmlNode): Iterable<XmlNode> {
  if (node.kind === 'attribute' && node.parent !== undefined) yield* descendants(node.parent);
  const from = node.kind === 'attribute' ? node.parent : node;
  for (let at = from; at !== undefined; at = at.parent) {
    for (const sibling of siblings(at, true)) {
      yield sibling;
      yield* descendants(sibling);
    }
  }
}

function* preceding(node: XmlNode): Iterable<XmlNode> {
  const from = node.kind === 'attribute' ? node.parent : node;
  for (let at = from; at !== undefined; at = at.parent) {
    for (const sibling of siblings(at, false)) {
      yield* [...descendants(sibling)].toReversed();
      yield sibling;
    }
  }
}
