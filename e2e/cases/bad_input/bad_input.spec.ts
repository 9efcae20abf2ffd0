// Evidence that is cut, empty, lying or hostile: a sentence says what, where and what still holds.
import { expect, test } from "../../support/quiet.ts";
import { firstHalf, lyingZip, tar, write } from "../../support/bundles.ts";
import { bag, needsFixtures } from "../../support/truth.ts";

test.describe("with the real bag", () => {
  needsFixtures();

  test("half of a bag is incomplete: the break is named, and nothing is called modified", async ({ examiner, folder }) => {
    await examiner.opensFiles(firstHalf(bag(), folder));
    await expect(examiner.verdict()).toHaveText("incomplete");
    await expect(examiner.headline()).toContainText("Not all of this evidence could be read");
    const reading = examiner.proof("reading");
    await reading.getByText("Reading", { exact: true }).click();
    // The layer, and the byte.
    await expect(reading).toContainText(/zstd|Zstandard|tar/);
    await expect(reading).toContainText(/byte [\d,]+/);
    expect((await examiner.findings()).filter((finding) => finding.startsWith("modified"))).toEqual([]);
    await examiner.goesTo("Evidence");
    await expect(examiner.rows().first()).toBeVisible();
  });
});

test("an empty file is opened, and nothing is claimed of it", async ({ examiner, folder }) => {
  await examiner.opensFiles(write(folder, "empty.log", ""));
  await expect(examiner.verdict()).toHaveText(/not proved|incomplete/);
  await expect(examiner.said()).toContainText(/empty/i);
  expect(await examiner.findings()).toEqual([]);
});

test("bytes that are no archive are a file, read as one", async ({ examiner, folder }) => {
  const noise = Uint8Array.from({ length: 70_000 }, (_, at) => (at * at * 31 + at * 7 + 13) % 251);
  await examiner.opensFiles(write(folder, "evidence.tar.zst", noise));
  await expect(examiner.verdict()).toHaveText(/not proved|incomplete/);
  await expect(examiner.headline()).toBeVisible();
  expect(await examiner.findings()).toEqual([]);
});

test("a zip that lies about its size is told as such and unpacks nothing", async ({ examiner, folder }) => {
  await examiner.opensFiles(lyingZip(folder, "lying.zip"));
  await expect(examiner.verdict()).toHaveText("incomplete");
  const reading = examiner.proof("reading");
  await reading.getByText("Reading", { exact: true }).click();
  await expect(reading).toContainText("big.log");
});

test("names that lead out of the bundle lead nowhere", async ({ examiner, folder, page }) => {
  const log = "Nov 20 01:54:48 web1 sshd[490]: Failed password for root from 203.0.113.66 port 47719 ssh2\n";
  const bundle = tar(folder, "climbing.tar", [
    ["/etc/cron.d/absolute", "* * * * * root true\n"],
    ["../../climbing.log", log],
    ["var/log/auth.log", log],
    ["var/log/auth.log", log + log],
  ]);
  await examiner.opensFiles(bundle);
  await expect(examiner.verdict()).toHaveText("not proved");
  const reading = examiner.proof("reading");
  await reading.getByText("Reading", { exact: true }).click();
  await expect(reading).toContainText("/etc/cron.d/absolute");
  await expect(reading).toContainText("../../climbing.log");
  await examiner.goesTo("Timeline");
  await expect(examiner.rows().first()).toContainText("203.0.113.66");
  await expect(page.getByRole("main")).not.toContainText("Nothing matches");
});

test("markup and control characters in evidence stay text", async ({ examiner, folder, page }) => {
  const line = (text: string) => `Nov 20 01:54:48 web1 sshd[490]: ${text}\n`;
  const hostile = line('Invalid user <img src=x onerror="document.title=1"> from 203.0.113.9 port 1') + line("\u001b[2Jcleared \u202edesrever");
  await examiner.opensFiles(write(folder, "auth.log", hostile));
  await examiner.goesTo("Timeline");
  await expect(examiner.row("onerror")).toContainText('<img src=x onerror="document.title=1">');
  await examiner.row("onerror").click();
  await expect(examiner.drawer()).toContainText("<img src=x");
  await expect(page).toHaveTitle(/Glasscase/);
  await expect(page.locator("main img")).toHaveCount(0);
});
