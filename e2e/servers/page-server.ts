import { createServer } from 'node:http';

/** A web page of somebody else, on another port of this machine. */
export interface PageServer {
  address: string;
  /** What it answers with. */
  html: string;
  /** What was asked for: path and query. */
  asked: string[];
  close(): Promise<void>;
}

/** One pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** Serves one page on loopback, and a picture at every address that ends in `.png`. */
export async function startPageServer(html: string): Promise<PageServer> {
  const pageServer: PageServer = {
    address: '',
    html,
    asked: [],
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    pageServer.asked.push(path);
    if (path.endsWith('.png')) {
      response.setHeader('content-type', 'image/png');
      response.end(picture);
      return;
    }
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(pageServer.html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The page server has no port.');
  pageServer.address = `http://127.0.0.1:${bound.port}/`;
  return pageServer;
}
