import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Fails with what axe finds on the page, each with its element.
 *
 * @param rules Those to ask; all where none are named.
 */
export async function expectNoAxeFindings(page: Page, rules: string[] = []): Promise<void> {
  // No view holds a frame of another origin, so axe need not open a page of its own for each look.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (rules.length > 0) axe.withRules(rules);
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join('\n')}`)).toEqual(
    [],
  );
}
