import { type Folders, test as base } from './fixtures.ts';
import { RequestEditor } from './pages/request-editor.ts';
import { type EchoServer, startEchoServer } from './servers/echo-server.ts';

/** A test in a workspace of its own with an echoing server and one request open: `write` puts the files there first. */
export function editorTest(requestName: string, write: (folders: Folders, address: string) => Promise<void>) {
  return base.extend<{ server: EchoServer; editor: RequestEditor }>({
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern.
    server: async ({}, provide) => {
      const server = await startEchoServer();
      await provide(server);
      await server.close();
    },
    folders: async ({ folders, server }, provide) => {
      await write(folders, server.address);
      await provide(folders);
    },
    editor: async ({ page }, provide) => {
      await page.getByRole('combobox', { name: 'Environment' }).click();
      await page.getByRole('option', { name: 'Local' }).click();
      await page.getByRole('treeitem', { name: 'Things' }).click();
      const editor = new RequestEditor(page);
      await editor.open(requestName);
      await provide(editor);
    },
  });
}
