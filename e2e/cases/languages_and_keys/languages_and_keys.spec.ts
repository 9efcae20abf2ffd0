// Both languages in place, dark as well, and everything without a pointer.
import { expect, test } from "../../support/quiet.ts";
import { bag, needsFixtures } from "../../support/truth.ts";

needsFixtures();

test.beforeEach(async ({ examiner }) => examiner.opensFiles(bag()));

test("in Chinese no view keeps an English headline, and evidence stays as it was written", async ({ examiner, page }) => {
  await page.locator('button[data-name="lang"]').click();
  await expect(page.locator("html")).toHaveAttribute("lang", /^zh/);
  await expect(examiner.verdict()).toHaveText("校验通过");
  for (const view of ["案件", "证据", "清单", "时间线"]) {
    await page.getByRole("navigation").getByRole("link", { name: view, exact: true }).click();
    await expect(page.getByRole("main")).toHaveAccessibleName(view);
    await expect(page.getByRole("main").locator("h1, h2, th, legend, [role=grid]").first()).toBeVisible();
    const headlines = await page.getByRole("main").locator("h1, h2, h3, th, legend, [role=columnheader]").allInnerTexts();
    // Words of other writing stand only for names: MD5, SHA-256, Asia/Shanghai.
    const english = headlines.filter((text) => text.trim() !== "" && !/\p{Script=Han}/u.test(text) && !/^[A-Z0-9-]+$/.test(text.trim()));
    expect(english, view).toEqual([]);
  }
});

test("the theme and the language are kept for the next time", async ({ examiner, page }) => {
  await page.getByRole("button", { name: "Appearance" }).click();
  await page.getByRole("button", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const [red = 255] = background.match(/\d+/g)!.map(Number);
  expect(red, `the ground of the dark theme is dark: ${background}`).toBeLessThan(60);
  await page.locator('button[data-name="lang"]').click();
  await examiner.opensGlasscase();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator("html")).toHaveAttribute("lang", /^zh/);
});

test("everything can be done by keys", async ({ examiner, page }) => {
  const main = page.getByRole("main");
  for (const [letter, view] of [["e", "Evidence"], ["m", "Manifest"], ["c", "Case"], ["t", "Timeline"]] as const) {
    await page.keyboard.press("g");
    await page.keyboard.press(letter);
    await expect(main).toHaveAccessibleName(view);
  }
  await expect(examiner.rows().first()).toBeVisible();
  const focused = () => page.evaluate(() => Number(document.activeElement?.getAttribute("aria-rowindex")));
  await page.keyboard.press("j");
  await expect.poll(focused).toBeGreaterThan(1);
  const first = await focused();
  await page.keyboard.press("j");
  await expect.poll(focused).toBe(first + 1);
  await page.keyboard.press("k");
  await expect.poll(focused).toBe(first);
  await page.keyboard.press("Enter");
  await expect(examiner.drawer()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(examiner.drawer()).toBeHidden();

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();

  await page.keyboard.press("/");
  await page.keyboard.type("Accepted");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=Accepted/);
  await expect(examiner.rows().first()).toContainText("Accepted");
});
