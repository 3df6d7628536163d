import { serveEngine } from './serve-engine.ts';

// Inside a worker `self` is its end of the pipe; the DOM library types it as a window.
serveEngine({
  postMessage: (message, transfer) => self.postMessage(message, { transfer }),
  addEventListener: (type, listener) => self.addEventListener(type, listener),
});
