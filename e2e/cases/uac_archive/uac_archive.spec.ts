// A collection that UAC made: its list holds MD5 and SHA-1 only, and digests of links' targets.
import { expect, test } from "../../support/quiet.ts";
import { needsFixtures, uacArchive, uacList } from "../../support/truth.ts";

needsFixtures();

test.beforeEach(async ({ examiner }) => examiner.opensFiles(uacArchive()));

test("a UAC collection is verified, and the page says how weak that proof is", async ({ examiner }) => {
  await expect(examiner.verdict()).toHaveText("verified");
  await expect(examiner.said()).toContainText("Only MD5 or SHA-1");
  await expect(examiner.proof("files")).toContainText("by MD5 or SHA-1 alone");
  expect(await examiner.findings()).toEqual([]);
});

test("every regular file is verified, and a link to something that was not collected is neither that nor missing", async ({
  examiner,
}) => {
  const { regular_files, symbolic_links } = uacList();
  await examiner.goesTo("Manifest");
  for (const finding of ["modified", "missing", "unlisted", "conflicting", "unreadable"]) {
    await expect(examiner.chip(finding)).toHaveCount(0);
  }
  await examiner.chip("not_covered").click();
  const links = examiner.rows().filter({ hasText: "Its target was not collected, so the listed digest cannot be checked." });
  await expect(links.first()).toContainText("A symbolic link to");
  await expect(links.first()).toContainText("not covered");
  // Every line of both lists is about a file or a link, and no file's line is left unproved.
  const claims = { of: 2 * (regular_files + symbolic_links), unproved: await examiner.rowCount() };
  await examiner.chip("verified").click();
  await examiner.chip("not_covered").click();
  await expect(examiner.rows().first()).toContainText("verified");
  await expect.poll(() => examiner.rowCount()).toBeGreaterThanOrEqual(2 * regular_files);
  expect(await examiner.rowCount()).toBeGreaterThanOrEqual(claims.of - claims.unproved);
});
