// What happened when, as the real bag tells it: a host in Asia/Shanghai whose log has no year.
import { expect, test } from "../../support/quiet.ts";
import { authLog, bag, clockIn, lines, needsFixtures, proofIn, truth } from "../../support/truth.ts";

needsFixtures();

test.beforeEach(async ({ examiner }) => {
  await examiner.opensFiles(bag());
  await examiner.goesTo("Timeline");
  await expect(examiner.rows().first()).toBeVisible();
});

test("failures in btmp by user and address are those of the host", async ({ examiner }) => {
  const { btmp, total } = truth().counts.failed_logins;
  await examiner.chooses("File", authLog().replace("auth.log", "btmp"));
  await examiner.seesEvents(total["btmp"]!);
  const rows = (await examiner.rowsShown()).map((row) => ({ user: row["User"]!, address: row["Address"]!, count: 1 }));
  expect(rows).toHaveLength(truth().counts.btmp_records);
  expect(lines(rows)).toEqual(lines(btmp));
});

test("a proved step stands at its second, in UTC and in the host's zone", async ({ examiner, page }) => {
  const [{ timezone }] = truth().hosts;
  const proof = proofIn("auth.log", /Accepted publickey/);
  const message = proof.text.replace(/^.*?: /, "");
  await examiner.filters(`"${message.slice(0, 60)}"`);
  await examiner.chooses("File", authLog());
  await examiner.seesEvents(1);
  await examiner.choosesZone("UTC");
  await expect(examiner.rows()).toContainText(clockIn("UTC", proof.utc));
  await examiner.choosesZone(timezone);
  await expect(examiner.rows()).toContainText(clockIn(timezone, proof.utc));

  await examiner.rows().click();
  const drawer = examiner.drawer();
  await expect(drawer).toContainText(message);
  await expect(drawer).toContainText(proof.utc);
  await expect(drawer).toContainText(proof.text.slice(0, "Nov 20 01:55:16".length));
  await expect(drawer).toContainText("How it was decided");
  await expect(drawer).toContainText(timezone);
  await expect(drawer.getByRole("definition").filter({ hasText: /^[\d,]+ – [\d,]+$/ })).toBeVisible();
  await expect(drawer.getByRole("definition").filter({ hasText: new RegExp(`^${proof.line}$`) })).toBeVisible();
  await expect(drawer).toContainText("file verified");
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
});

test("a filter, a brushed range and the lane of undated events are steps that Back undoes", async ({ examiner, page }) => {
  const found = page.locator('[data-name="found"]');
  await examiner.seesEvents(/^([\d,]+) of \1 /);
  const all = (await found.innerText()).split(" ")[0]!;
  const all_again = new RegExp(`^${all} of ${all} `);

  await examiner.filters("Accepted publickey");
  await examiner.seesEvents(/^\d+ of /);
  await expect(found).not.toHaveText(all_again);
  await page.goBack();
  await examiner.seesEvents(all_again);

  const plot = page.getByRole("slider", { name: "Number of events over time" });
  const box = (await plot.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.8, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2, { steps: 4 });
  await page.mouse.move(box.x + box.width - 3, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByRole("button", { name: "all time", exact: true })).toBeVisible();
  await expect(found).not.toHaveText(all_again);
  await expect(page).toHaveURL(/[?&]t=/);
  await page.goBack();
  await examiner.seesEvents(all_again);

  await page.getByRole("button", { name: /^Undated/ }).click();
  await expect(page).toHaveURL(/lane=undated/);
  await expect(found).not.toHaveText(all_again);
  await page.goBack();
  await examiner.seesEvents(all_again);
});
