// The same bag after somebody broke its seal: each finding by name and by kind, and nothing else.
import { expect, test } from "../../support/quiet.ts";
import { authLog, needsFixtures, tamperedBag, tamperedFindings, truth } from "../../support/truth.ts";

needsFixtures();

test.beforeEach(async ({ examiner }) => examiner.opensFiles(tamperedBag()));

test("the Case view names every finding and nothing else", async ({ examiner }) => {
  const expected = tamperedFindings();
  await expect(examiner.verdict()).toHaveText(`${expected.length} problems`);
  await expect(examiner.headline()).toContainText("Five files are not.");
  expect(await examiner.findings()).toEqual(expected);
  await expect(examiner.proof("bag")).toContainText(/not complete · not valid · Payload-Oxum differs/);
});

test("the Manifest view's filters find each of them", async ({ examiner }) => {
  await examiner.goesTo("Manifest");
  const found = new Set<string>();
  for (const state of ["modified", "missing", "unlisted", "conflicting"]) {
    await examiner.chip(state).click();
    await expect(examiner.chip(state)).toHaveAttribute("aria-pressed", "true");
    const words = { modified: "modified", missing: "missing", unlisted: "not listed", conflicting: "listed twice" }[state]!;
    await expect(examiner.rows().first()).toContainText(words);
    await expect(examiner.rows().filter({ hasNotText: words })).toHaveCount(0);
    for (const row of await examiner.rowsShown()) {
      found.add(`${state} ${[row["Folder"], row["Name"]].filter(Boolean).join("/")}`);
    }
    await examiner.chip(state).click();
    await expect(examiner.chip(state)).toHaveAttribute("aria-pressed", "false");
  }
  expect([...found].sort()).toEqual(tamperedFindings());
});

test("the drawer of the changed log sets the stated value against the computed one", async ({ examiner, page }) => {
  const [changed] = truth().files.tampered.changed;
  await page.getByRole("link", { name: `modified ${authLog()}` }).click();
  await expect(page.getByRole("main")).toHaveAccessibleName("Evidence");
  await expect(examiner.drawer()).toContainText("This file is not the one that was collected.");
  await expect(examiner.drawer()).toContainText("Manifest says");
  await expect.poll(() => examiner.digests()).toEqual(expect.arrayContaining([changed!.sha256_before, changed!.sha256_after]));
});
