import { expect, type Locator, type Page } from '@playwright/test';

/** The frame of the window: what is there whatever is open. */
export class Shell {
  readonly page: Page;
  readonly main: Locator;
  readonly sideBar: Locator;

  constructor(page: Page) {
    this.page = page;
    this.main = page.getByRole('main');
    this.sideBar = page.getByRole('region', { name: 'Side bar' });
  }

  /** Waits until the window has its state from the Node side. */
  async waitUntilReady(): Promise<void> {
    await expect(this.sideBar).toBeVisible();
  }
}
