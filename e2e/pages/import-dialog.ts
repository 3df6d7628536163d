import type { Locator, Page } from '@playwright/test';

/** The Import box and its report. */
export class ImportDialog {
  readonly dialog: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Import', exact: true }).first().click();
  }

  async files(paths: string[]): Promise<void> {
    await this.dialog.getByLabel('Files to import').setInputFiles(paths);
  }

  async text(text: string): Promise<void> {
    await this.dialog.getByRole('textbox', { name: 'Raw text or URL' }).fill(text);
    await this.dialog.getByRole('button', { name: 'Import', exact: true }).click();
  }

  async done(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Done' }).click();
  }
}
