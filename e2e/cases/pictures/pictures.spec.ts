// A picture of each view, to be looked at before anything is handed over: both languages, both themes, the
// design size and a narrow window.
import { expect, test } from "../../support/quiet.ts";
import { needsFixtures, tamperedBag } from "../../support/truth.ts";

needsFixtures();

const VIEWS = ["case", "evidence", "manifest", "timeline"];

test("each view is kept as a picture", async ({ examiner, page }) => {
  await examiner.opensFiles(tamperedBag());
  for (const look of ["en-light", "zh-dark"]) {
    if (look === "zh-dark") {
      await page.getByRole("button", { name: "Appearance" }).click();
      await page.getByRole("button", { name: "Dark" }).click();
      await page.locator('button[data-name="lang"]').click();
      await expect(page.locator("html")).toHaveAttribute("lang", /^zh/);
    }
    for (const [at, view] of VIEWS.entries()) {
      await page.getByRole("navigation").getByRole("link").nth(at).click();
      if (view === "case") {
        await expect(page.locator('[data-name="findings-list"]')).toBeVisible();
      } else {
        await expect(page).toHaveURL(new RegExp(`#/${view}`));
        await expect(examiner.rows().first()).toBeVisible();
      }
      for (const width of [1280, 768]) {
        await page.setViewportSize({ width, height: 800 });
        await expect(page.getByRole("main")).toBeVisible();
        await examiner.keepsPicture(`${view}-${look}-${width}`);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
    }
  }
});
