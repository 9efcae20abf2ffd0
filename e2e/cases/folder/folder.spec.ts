// A bag that somebody unpacked and picks as a folder.
import { expect, test } from "../../support/quiet.ts";
import { unpack } from "../../support/bundles.ts";
import { bag, needsFixtures, truth } from "../../support/truth.ts";

needsFixtures();

test("an unpacked bag is verified as the packed one is", async ({ examiner, folder }) => {
  await examiner.opensFolder(unpack(bag(), folder));
  await expect(examiner.verdict()).toHaveText("verified");
  const listed = truth().files.bag.payload_files + 4;
  await expect(examiner.headline()).toHaveText(`All ${listed} listed files are exactly what the manifest says.`);
  await examiner.proof("seal").getByText("Seal value").click();
  await expect(examiner.proof("seal").locator("[data-digest]")).toHaveAttribute("data-digest", truth().files.bag.seal);
  await examiner.proof("containers").getByText("Container digests").click();
  await expect(examiner.proof("containers")).toContainText("A folder has no digest of its own.");
  expect(await examiner.findings()).toEqual([]);
});
