// One loose auth.log, without a manifest: nothing is proved, everything can be read.
import { expect, test } from "../../support/quiet.ts";
import { takeOut } from "../../support/bundles.ts";
import { authLog, bag, clockIn, lines, needsFixtures, proofIn, truth } from "../../support/truth.ts";

needsFixtures();

test.beforeEach(async ({ examiner, folder }) => {
  await examiner.opensFiles(takeOut(bag(), authLog(), folder));
});

test("a single log is not called proved", async ({ examiner }) => {
  await expect(examiner.verdict()).toHaveText("not proved");
  await expect(examiner.headline()).toHaveText("No manifest speaks for this file: it is readable, but not proved.");
  await expect(examiner.said()).toContainText("Nothing can differ, because no manifest says what the files should be.");
});

test("failed and accepted log-ins by user and address are those of the log", async ({ examiner }) => {
  const { failed_logins, accepted_logins } = truth().counts;
  await examiner.goesTo("Timeline");
  await examiner.chooses("Result", "failure");
  await examiner.seesEvents(failed_logins.total["auth_log_as_collected"]!);
  const failed = (await examiner.rowsShown()).map((row) => ({ user: row["User"]!, address: row["Address"]!, count: 1 }));
  expect(lines(failed)).toEqual(lines(failed_logins.auth_log_as_collected));

  await examiner.chooses("Result", "failure");
  await examiner.filters("Accepted");
  const accepted = accepted_logins.auth_log_as_collected;
  await examiner.seesEvents(accepted.reduce((sum, { count }) => sum + count, 0));
  const rows = (await examiner.rowsShown()).map((row) => ({ user: row["User"]!, address: row["Address"]!, count: 1 }));
  expect(lines(rows)).toEqual(lines(accepted));
});

test("a time without a year or a zone is the reader's, in any zone that is asked for", async ({ examiner }) => {
  // Alone, the log says nothing of its host's zone: what it wrote is taken as it stands, and the page says so.
  const proof = proofIn("auth.log", /Accepted publickey/);
  const written = clockIn(truth().hosts[0].timezone, proof.utc);
  await expect(examiner.proof("times")).toContainText("assumed");
  await examiner.goesTo("Timeline");
  await examiner.choosesZone("UTC");
  await examiner.filters(proof.text.replace(/^.*?: /, "").slice(0, 60));
  await expect(examiner.rows()).toHaveCount(1);
  await expect(examiner.rows()).toContainText(written.slice("2026-".length));
  await examiner.choosesZone(truth().hosts[0].timezone);
  await expect(examiner.rows()).not.toContainText(written);
});
