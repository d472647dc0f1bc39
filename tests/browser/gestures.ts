/** What a hand does on the pages: press a move, fill its form, do it. */
import { readFileSync } from 'node:fs'
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

/** The control of the open window, or of the page, that this label names. */
export const field = (page: Page, label: string): Locator =>
  page
    .locator('label.labelled', { hasText: new RegExp(`^${label}`) })
    .locator('input, textarea')
    .filter({ visible: true })
    .first()

/** Chooses in the list that this label names. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  const list = page
    .locator('label.labelled', { hasText: new RegExp(`^${label}`) })
    .filter({ visible: true })
    .first()
  const search = list.locator('input')
  if (await search.isEditable()) await search.fill(option)
  else await list.locator('.ant-select').click()
  const found = page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
    .getByTitle(option, { exact: true })
  // A long list draws only what stands in sight.
  for (let n = 0; n < 40 && (await found.count()) === 0; n++) await page.keyboard.press('ArrowDown')
  await found.click()
}

export const tab = (page: Page, name: string): Promise<void> =>
  page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()

/** Follows a link to a file and takes what it brings. */
export async function downloaded(page: Page, link: string): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()])
  return readFileSync(await file.path())
}

/** Writes talking points with one fact of Beihai’s product bound to its figure, and saves them. */
export async function writePoints(office: Page, summary: string): Promise<void> {
  await office.getByLabel('统一答复').fill(summary)
  await office.getByLabel('事实与数据 1').fill('2022年北海市地区生产总值1674.21亿元。')
  await office.getByRole('button', { name: '绑定官方数据' }).first().click()
  const picker = office.getByRole('dialog')
  await picker.getByRole('textbox').fill('北海 2022')
  await picker.locator('li', { hasText: '1,674.21' }).getByRole('button', { name: '选用' }).click()
  await seen(office.locator('.figure-card'), '1,674.21')
  await office.getByRole('button', { name: '保存草稿' }).click()
  await seen(office, '数据核对')
}

/** Addresses of the requests to the reprints. */
export async function family(office: Page): Promise<string[]> {
  const links = office.locator('section', { hasText: '同题其他要求' }).locator('a[href^="/corrections/"]')
  return links.evaluateAll((all) => all.map((a) => (a as unknown as { pathname: string }).pathname))
}
