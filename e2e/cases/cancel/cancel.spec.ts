// Reading a large bundle can be stopped, and what was read stays.
import { expect, test } from "../../support/quiet.ts";
import { largeTar } from "../../support/bundles.ts";

test("cancelling keeps what was read and calls nothing whole", async ({ examiner, folder, page }) => {
  // Something must have been read: only then is there something to keep.
  const cancelled = examiner.cancelsAfterTheFirstRow();
  await examiner.startsToOpen(largeTar(folder, "large.tar", 300));
  await cancelled;
  await examiner.sees("cancelled");
  await expect(examiner.verdict()).toHaveText("incomplete");
  await expect(page.getByRole("contentinfo")).toContainText("Reading stopped by you; what was read holds");
  await expect(examiner.headline()).toContainText("The reading was stopped");
  await examiner.goesTo("Timeline");
  await expect(page.getByText("Reading was stopped. These are the events of the part that was read.")).toBeVisible();
  await expect(examiner.rows().first()).toContainText("root");
  await examiner.goesTo("Evidence");
  await expect(page.getByText("large.tar").first()).toBeVisible();
});
