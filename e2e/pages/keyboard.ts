import { expect, type Locator, type Page } from '@playwright/test';

/** Stops that are at most needed from one end of the window to the other. */
const stopsLimit = 120;

/** A person without a pointer: everything is reached by Tab, arrows and shortcuts. */
export class Keyboard {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  press(keys: string): Promise<void> {
    return this.page.keyboard.press(keys);
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /** Presses Tab until the element has the focus, which must then be visible. */
  async tabTo(target: Locator): Promise<void> {
    await this.pressUntil('Tab', () => hasFocus(target), `Tab never reached ${target.toString()}`);
    await expect(target).toBeInViewport();
  }

  /** Tabs to the tree, which is one stop, and moves from its top down to the row of that name. */
  async moveInTreeTo(name: RegExp): Promise<void> {
    const focused = this.page.locator('[role="treeitem"]:focus');
    if (!(await hasFocus(focused))) await this.tabTo(focused);
    await this.press('Home');
    await this.pressUntil(
      'ArrowDown',
      () => hasFocus(this.page.getByRole('treeitem', { name })),
      `The tree has no row like ${name.source} below`,
    );
    await expect(focused).toBeInViewport();
  }

  /** Presses a key until something is so. */
  async pressUntil(key: string, isThere: () => Promise<boolean>, otherwise: string): Promise<void> {
    for (let stop = 0; stop < stopsLimit; stop += 1) {
      if (await isThere()) return;
      await this.press(key);
    }
    throw new Error(`${otherwise} in ${stopsLimit} presses.`);
  }
}

async function hasFocus(target: Locator): Promise<boolean> {
  if ((await target.count()) !== 1) return false;
  return target.evaluate((element) => element === document.activeElement);
}
