/** A child process with a web door on a folder of pages; tells where it is. */
import { loadProduct, openProduct } from './product.mjs';

const [home, rendererPath] = process.argv.slice(2);
const { openWebDoor } = await loadProduct('web-door');
const product = await openProduct(home);
const log = { info: () => undefined, error: () => undefined };
const door = await openWebDoor({ app: product.app, rendererPath, log });
// From now on only the page is measured.
await product.call('workspace.readTree', {});
process.send({ address: `${door.address}#token=${door.token}` });
process.once('disconnect', () => {
  void Promise.all([door.close(), product.app.close()]).then(() => process.exit(0));
});
