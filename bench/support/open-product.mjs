/** A child process that opens a workspace again and asks for its tree; keeps the answer in a file where one is named. */
import { writeFileSync } from 'node:fs';
import { loadProduct, startProduct } from './product.mjs';

const [home, answer] = process.argv.slice(2);
const [{ createApp }, { createNodeHost }] = await Promise.all([loadProduct('app'), loadProduct('node-host')]);
const startedAt = performance.now();
const product = await startProduct(createApp, createNodeHost, home);
const { nodes } = await product.call('workspace.readTree', {});
const ms = performance.now() - startedAt;
if (answer !== undefined) writeFileSync(answer, JSON.stringify({ nodes }));
process.send({ ms, nodes: nodes.length });
await product.app.close();
