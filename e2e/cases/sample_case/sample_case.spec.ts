// The case that comes with the page, for somebody who has no evidence at hand. In the site it is a file beside
// the page, and fetching it is the one request that a page makes after it was loaded.
import { expect, test } from "../../support/quiet.ts";

test("the sample case opens, is verified and tells its story", async ({ examiner, page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await examiner.opensSample();
  await expect(examiner.verdict()).toHaveText("verified");
  await expect(examiner.headline()).toContainText(/^All [\d,]+ listed files are exactly what the manifest says\.$/);
  expect(await examiner.findings()).toEqual([]);
  await examiner.goesTo("Timeline");
  await expect(examiner.rows().first()).toBeVisible();
  await examiner.filters("Accepted publickey");
  await expect(examiner.rows().first()).toContainText("Accepted publickey");
  // The page counts that one itself; the single file carries the sample and asks nobody.
  const fetched = examiner.form === "file" ? 0 : 1;
  await expect(page.getByRole("contentinfo")).toContainText(new RegExp(`Requests that left this page:\\s*${fetched}$`));
  expect(asked.filter((url) => /sample|^https?:.*zst/.test(url))).toHaveLength(fetched);
});
