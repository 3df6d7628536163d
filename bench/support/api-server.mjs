/** A child process that answers each request with JSON of a fixed size: `/json/<bytes>`. Tells its port when it listens. */
import { createServer } from 'node:http';

const made = new Map();

/** JSON of about so many bytes; the same bytes each time. */
function jsonOf(sizeBytes) {
  let body = made.get(sizeBytes);
  if (body === undefined) {
    const row = (index) => ({
      id: `00u${index}`,
      status: 'ACTIVE',
      name: `User number ${index}`,
      logins: index,
    });
    const rows = [];
    for (let size = 0, index = 0; size < sizeBytes; index += 1) {
      const text = JSON.stringify(row(index));
      rows.push(text);
      size += text.length + 1;
    }
    body = Buffer.from(`[${rows.join()}]`);
    made.set(sizeBytes, body);
  }
  return body;
}

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume();
  const body = jsonOf(Number(/^\/json\/(\d+)/.exec(request.url)?.[1] ?? 1_024));
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': body.length,
    'set-cookie': 'session=bench; Path=/',
    'x-request-id': 'bench',
    'x-rate-limit-limit': '600',
    'x-rate-limit-remaining': '599',
  });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.once('disconnect', () => process.exit(0));
