import { expect, type Locator, type Page } from '@playwright/test';

/** The open request and its answer. */
export class RequestTab {
  readonly response: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.response = page.getByRole('region', { name: 'Response', exact: true });
  }

  treeItem(name: string): Locator {
    return this.page.getByRole('treeitem', { name, exact: false }).filter({ hasText: name }).first();
  }

  async expand(name: string): Promise<void> {
    const item = this.treeItem(name);
    // A tree that just came may open it at the same moment, and the click would close it.
    await expect(async () => {
      if ((await item.getAttribute('aria-expanded')) !== 'true') await item.click();
      await expect(item).toHaveAttribute('aria-expanded', 'true', { timeout: 2_000 });
    }).toPass();
  }

  async open(name: string): Promise<void> {
    await this.treeItem(name).click();
    await expect(this.page.getByRole('tab', { name, exact: false }).first()).toBeVisible();
  }

  async send(): Promise<void> {
    await this.page.getByRole('button', { name: 'Send', exact: true }).click();
  }

  /** Sends a request that was answered before, and waits for the new answer: until then the old one is shown. */
  async sendAgain(): Promise<void> {
    await this.send();
    await expect(this.page.getByRole('button', { name: 'Send', exact: true })).toBeVisible();
  }

  async expectStatus(text: string): Promise<void> {
    await expect(this.response.getByRole('status', { name: 'Outcome' })).toContainText(text);
  }

  /** The line of the pretty body that holds a text. */
  line(text: string): Locator {
    return this.response
      .getByRole('region', { name: 'Response body' })
      .getByText(text, { exact: false })
      .first();
  }
}
