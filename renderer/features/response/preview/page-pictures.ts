import { trustSandboxedDocument } from '../../../content-policy.ts';

/** A page with more pictures shows the first ones. */
export const maxPictures = 100;

/** Where a page names a picture. */
const places = [
  ['img[src], input[type="image" i][src]', 'src'],
  ['video[poster]', 'poster'],
  ['[background]', 'background'],
  ['svg image[href]', 'href'],
] as const;

/** A document that is only read: it is never shown, so nothing in it loads or runs. */
function parsePage(html: string): Document {
  return new DOMParser().parseFromString(trustSandboxedDocument(html), 'text/html');
}

function baseOf(page: Document, pageUrl: string): string {
  const base = page.querySelector('base[href]')?.getAttribute('href') ?? '';
  return URL.canParse(base, pageUrl) ? new URL(base, pageUrl).href : pageUrl;
}

/** The address of a picture on another server; nothing for one that stands in the page itself. */
function addressOf(text: string | null, base: string): string | undefined {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '' || !URL.canParse(trimmed, base)) return undefined;
  const { protocol, href } = new URL(trimmed, base);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}

function* pictureSpots(page: Document): Iterable<{ element: Element; attribute: string }> {
  // The first of several sizes stands in for a picture that names nothing else.
  for (const image of page.querySelectorAll('img[srcset]:not([src])')) {
    const first =
      image
        .getAttribute('srcset')
        ?.trim()
        .split(/\s|,\s/, 1)[0] ?? '';
    image.setAttribute('src', first);
  }
  for (const [selector, attribute] of places) {
    for (const element of page.querySelectorAll(selector)) yield { element, attribute };
  }
}

/** Gives the addresses of the pictures that a page would load from servers, each once, in the order of their kinds. */
export function findPictures(html: string, pageUrl: string): string[] {
  const page = parsePage(html);
  const base = baseOf(page, pageUrl);
  const found = new Set<string>();
  for (const { element, attribute } of pictureSpots(page)) {
    const address = addressOf(element.getAttribute(attribute), base);
    if (address !== undefined) found.add(address);
    if (found.size === maxPictures) break;
  }
  return [...found];
}

/** Gives a page with pictures put into it, by address, as `data:` addresses. */
export function putPictures(html: string, pageUrl: string, pictures: ReadonlyMap<string, string>): string {
  const page = parsePage(html);
  const base = baseOf(page, pageUrl);
  for (const { element, attribute } of pictureSpots(page)) {
    const data = pictures.get(addressOf(element.getAttribute(attribute), base) ?? '');
    if (data === undefined) continue;
    element.setAttribute(attribute, data);
    element.removeAttribute('srcset');
    element.removeAttribute('loading');
    for (const source of element.closest('picture')?.querySelectorAll('source') ?? []) source.remove();
  }
  return page.documentElement.outerHTML;
}
