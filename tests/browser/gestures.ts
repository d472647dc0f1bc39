/** What a hand does on the pages: press a move, fill its form, do it. */
import type { Locator, Page } from 'playwright-core'

/** Waits until the words can be seen. */
export const seen = (where: Page | Locator, words: string | RegExp): Promise<void> =>
  where.getByText(words).filter({ visible: true }).first().waitFor()

/** Presses a button of the page that is not refused; its key, where it has one, follows its name. */
export const move = (page: Page, name: string): Promise<void> =>
  page
    .locator('button:not([aria-disabled])')
    .filter({ hasText: new RegExp(`^${name}\\w?$`) })
    .first()
    .click()

export const reason = (page: Page, words: string): Promise<void> =>
  page.getByRole('dialog').getByLabel('理由').fill(words)

/** The button is there, refused, and the page says the rule in words beside it. */
export async function refusedBecause(page: Page, name: string, citation: string): Promise<void> {
  await page.locator('#section-talking-points').getByText(`——${citation}`).first().waitFor()
  const button = page.getByRole('button', { name, exact: true }).and(page.locator('[aria-disabled=true]'))
  await button.first().waitFor()
}

/** Does what the open window asks about, and waits until it is gone. */
export async function act(page: Page, verb: string): Promise<void> {
  const window = page.getByRole('dialog')
  await window.getByRole('button', { name: verb, exact: true }).click()
  await window.waitFor({ state: 'hidden' })
}

/** Fields of a report that the system cannot know. */
export async function fillReport(page: Page): Promise<void> {
  const form = page.getByRole('dialog')
  await form.getByLabel('影响及其范围').fill('网文称数据系编造，可能影响政府统计公信力')
  await form.getByLabel('已采取或拟采取的措施').fill('已固定证据，正在核实信息来源')
}
