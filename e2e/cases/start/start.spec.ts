// Before anything is opened: the page starts in both forms, quietly, and its engine answers.
import { expect, test } from "../../support/quiet.ts";

test("the page starts and its engine is ready", async ({ examiner, page }) => {
  await examiner.sees("empty");
  await expect(page).toHaveTitle("Glasscase");
  await expect(page.getByRole("main")).toBeVisible();
  await examiner.keepsPicture("start");
});

test("the page cannot reach anybody even if it tried", async ({ examiner, noise, page }) => {
  await examiner.sees("empty");
  const outcome = await page.evaluate(() => fetch("https://example.org/").then(() => "reached", () => "stopped"));
  expect(outcome).toBe("stopped");
  expect(noise.policy.join()).toContain("connect-src stopped https://example.org/");
  // The attempt was ours.
  noise.policy.length = 0;
  noise.console.length = 0;
  noise.requests.length = 0;
});

test("a worker can start further workers of its own kind", async ({ examiner, page }) => {
  await examiner.sees("empty");
  const first = await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const { helper } = (globalThis as unknown as { glasscase: { helper(): Worker } }).glasscase;
        const worker = helper();
        worker.onmessage = (event) => resolve(event.data);
        worker.onerror = (event) => reject(new Error(event.message));
      }),
  );
  expect(first).toBe("ready");
});
