// axe finds nothing serious or critical, on any view, in either theme, with a drawer open or before anything is.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { expect, test } from "../../support/quiet.ts";
import { needsFixtures, tamperedBag } from "../../support/truth.ts";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

type Options = { resultTypes: string[]; runOnly?: string[] };
type Axe = { run(what: Document, how: Options): Promise<{ violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] }> };

/** What axe calls serious or critical, a line each: of all rules, or of those that are named. */
async function faults(page: Page, ...rules: string[]): Promise<string[]> {
  // Colours that are still fading into the new theme are nobody's colours.
  const fading = () => page.evaluate(() => document.getAnimations().filter((a) => a instanceof CSSTransition).length);
  await expect.poll(fading).toBe(0);
  const options: Options = { resultTypes: ["violations"], ...(rules.length > 0 && { runOnly: rules }) };
  const { violations } = await page.evaluate(
    (options) => (globalThis as unknown as { axe: Axe }).axe.run(document, options),
    options,
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`));
}

test("the way in", async ({ examiner, page }) => {
  await examiner.sees("empty");
  await page.evaluate(source);
  expect(await faults(page)).toEqual([]);
});

test.describe("with evidence", () => {
  needsFixtures();

  // Another theme changes colours and nothing else.
  for (const [theme, rules] of [["Light", []], ["Dark", ["color-contrast"]]] as const) {
    test(`every view, ${theme.toLowerCase()}`, async ({ examiner, page }) => {
      await examiner.opensFiles(tamperedBag());
      await page.evaluate(source);
      await page.getByRole("button", { name: "Appearance" }).click();
      await page.getByRole("button", { name: theme, exact: true }).click();
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme.toLowerCase());
      expect.soft(await faults(page, ...rules), "Case").toEqual([]);
      for (const view of ["Evidence", "Manifest", "Timeline"] as const) {
        await examiner.goesTo(view);
        await expect(examiner.rows().first()).toBeVisible();
        await examiner.rows().last().click();
        await expect(view === "Evidence" ? examiner.rows().first() : examiner.drawer()).toBeVisible();
        expect.soft(await faults(page, ...rules), view).toEqual([]);
      }
    });
  }
});
