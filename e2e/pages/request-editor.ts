import type { Locator, Page } from '@playwright/test';

/** The sub-tabs of the request editor. */
export type RequestPart =
  | 'Params'
  | 'Authorization'
  | 'Headers'
  | 'Body'
  | 'Scripts'
  | 'Extract'
  | 'Docs'
  | 'Settings'
  | 'What will be sent';

/** The editor of one request: its address, its parts, Save and Send. */
export class RequestEditor {
  readonly page: Page;
  readonly root: Locator;
  readonly method: Locator;
  readonly url: Locator;
  readonly send: Locator;
  readonly save: Locator;
  /** What keeps the request from being sent, or may surprise. */
  readonly beforeSending: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.getByRole('region', { name: 'Request', exact: true });
    this.method = this.root.getByRole('combobox', { name: 'Method' });
    this.url = this.root.getByRole('textbox', { name: 'URL' });
    this.send = this.root.getByRole('button', { name: 'Send', exact: true });
    this.save = this.root.getByRole('button', { name: 'Save', exact: true });
    this.beforeSending = this.root.getByRole('group', { name: 'Before sending' });
  }

  /** Opens a request from the tree; what is around it must be expanded. */
  async open(name: string): Promise<void> {
    await this.page.getByRole('treeitem', { name: new RegExp(name) }).click();
    await this.root.getByRole('navigation', { name: 'Breadcrumb' }).getByText(name).waitFor();
  }

  async show(part: RequestPart): Promise<void> {
    await this.root
      .getByRole('tablist', { name: 'Request parts' })
      .getByRole('tab', { name: part, exact: true })
      .click();
  }

  table(name: string): Locator {
    return this.root.getByRole('table', { name });
  }

  /** Types a row into the blank row that every table ends with. */
  async addRow(table: string, key: string, value: string): Promise<void> {
    const rows = this.table(table);
    await rows.getByRole('textbox', { name: /^(Key|Header), new row$/ }).fill(key);
    const typed = rows.getByRole('textbox', { name: /^Value, row \d+$/ }).last();
    await typed.fill(value);
  }

  /** Types into the body's code editor, in place of what is there. */
  async typeBody(text: string): Promise<void> {
    const body = this.root.getByRole('textbox', { name: 'Body' });
    await body.focus();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.insertText(text);
  }
}
