import { expect, type Locator, type Page } from '@playwright/test';

/** The picker upper right, the quick look, and the editor. */
export class Environments {
  readonly picker: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.picker = page.getByRole('combobox', { name: 'Environment', exact: true });
  }

  async pick(name: string): Promise<void> {
    await this.picker.click();
    await this.page.getByRole('option', { name, exact: true }).click();
    await expect(this.picker).toContainText(name);
  }

  async quickLook(): Promise<void> {
    await this.page.getByRole('button', { name: 'Environment quick look' }).click();
  }

  async editFromQuickLook(): Promise<void> {
    await this.page.getByRole('button', { name: 'Edit', exact: true }).first().click();
  }

  cell(column: 'Variable' | 'Initial Value' | 'Current Value', row: number | 'new'): Locator {
    return this.page.getByLabel(row === 'new' ? `${column}, new row` : `${column}, row ${row}`, {
      exact: true,
    });
  }

  async save(): Promise<void> {
    const button = this.page.getByRole('main').getByRole('button', { name: 'Save', exact: true });
    await button.click();
    await expect(button).toBeDisabled();
  }
}
