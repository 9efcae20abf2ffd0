// A bag as it was sealed: everything that its manifests list is proved, and the page says by what.
import { expect, test } from "../../support/quiet.ts";
import { bag, needsFixtures, truth } from "../../support/truth.ts";

needsFixtures();

test("a sealed bag is verified, and its seal and digest are those of the receipt", async ({ examiner, page }) => {
  const { payload_files, seal, sha256 } = truth().files.bag;
  await examiner.opensFiles(bag());
  await expect(examiner.verdict()).toHaveText("verified");
  // The payload, and the four tag files that the tag manifests list; the tag manifest itself nobody lists.
  await expect(examiner.headline()).toHaveText(`All ${payload_files + 4} listed files are exactly what the manifest says.`);
  await expect(examiner.proof("files")).toContainText(`${payload_files + 4} verified by SHA-256`);
  await expect(examiner.proof("files")).toContainText("1 not covered");
  await expect(examiner.proof("bag")).toContainText(/complete · valid · Payload-Oxum agrees/);
  await examiner.proof("seal").getByText("Seal value").click();
  await expect(examiner.proof("seal").locator("code")).toHaveAttribute("data-digest", seal);
  await examiner.proof("containers").getByText("Container digests").click();
  await expect(examiner.proof("containers").locator("[data-digest]").first()).toHaveAttribute("data-digest", sha256);
  expect(await examiner.findings()).toEqual([]);
  await expect(page.getByRole("contentinfo")).toContainText(/Requests that left this page:\s*0/);
});

test("a value from a receipt can be compared", async ({ examiner }) => {
  await examiner.opensFiles(bag());
  const containers = examiner.proof("containers");
  await containers.getByText("Container digests").click();
  const box = containers.getByRole("textbox");
  await box.fill(truth().files.bag.sha256);
  await box.press("Enter");
  await expect(containers).toContainText(`It is the SHA-256 of ${truth().files.bag.name}`);
  await box.fill(truth().files.bag.sha256.replace(/^./, (digit) => (digit === "0" ? "1" : "0")));
  await box.press("Enter");
  await expect(containers).toContainText("Nothing in this case has this SHA-256 value.");
});
