import { ImageOff } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Components } from 'react-markdown';
import Markdown, { defaultUrlTransform } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { Tooltip } from '../tooltip.tsx';
import styles from './markdown.module.css';

export type MarkdownViewProps = {
  /** Markdown as CommonMark and GitHub read it. HTML in it is shown as text. */
  text: string;
  /** Opens an http(s) address outside of Postern. */
  onOpenLink: (url: string) => void;
};

/** The address as it will be opened; `undefined` for anything but http(s). */
function webAddress(href: string | undefined): string | undefined {
  if (href === undefined || !URL.canParse(href)) return undefined;
  const { protocol, href: normal } = new URL(href);
  return protocol === 'http:' || protocol === 'https:' ? normal : undefined;
}

function LinkButton({
  href,
  onOpenLink,
  children,
}: {
  href: string | undefined;
  onOpenLink: (url: string) => void;
  children: ReactNode;
}) {
  const address = webAddress(href);
  // What leads nowhere is words: `mailto:`, relative paths, links within the page.
  if (address === undefined) return <span title={href}>{children}</span>;
  return (
    <Tooltip content={address}>
      <button type="button" role="link" className={styles['link']} onClick={() => onOpenLink(address)}>
        {children}
      </button>
    </Tooltip>
  );
}

function componentsFor(onOpenLink: (url: string) => void): Components {
  return {
    a: ({ href, children }) => (
      <LinkButton href={href} onOpenLink={onOpenLink}>
        {children}
      </LinkButton>
    ),
    // A picture would tell its server who reads this, and when.
    img: ({ src, alt }) => (
      <LinkButton href={typeof src === 'string' ? src : undefined} onOpenLink={onOpenLink}>
        <ImageOff className={styles['image']} aria-hidden="true" />
        {alt === undefined || alt === '' ? 'Image' : alt}
      </LinkButton>
    ),
    // Headings of a description stand below the tab's own.
    h1: ({ children }) => <h3 className={styles['h1']}>{children}</h3>,
    h2: ({ children }) => <h4 className={styles['h2']}>{children}</h4>,
    h3: ({ children }) => <h5 className={styles['h3']}>{children}</h5>,
    h4: ({ children }) => <h6 className={styles['h3']}>{children}</h6>,
    table: ({ children }) => (
      <div className={styles['tableFrame']} tabIndex={0} role="group" aria-label="Table">
        <table>{children}</table>
      </div>
    ),
    input: ({ checked }) => <span>{checked === true ? '☑' : '☐'}</span>,
  };
}

/** Markdown of other people, shown without letting it do anything: no HTML, no pictures loaded, links named first. */
export function MarkdownView({ text, onOpenLink }: MarkdownViewProps) {
  return (
    <div className={styles['markdown']}>
      <Markdown
        remarkPlugins={[remarkGfm]}
        urlTransform={defaultUrlTransform}
        components={componentsFor(onOpenLink)}
      >
        {text}
      </Markdown>
    </div>
  );
}
