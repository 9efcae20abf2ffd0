// The verbs of the person at the page. A case tells what an examiner does and sees; how that is found in the
// page stands here and nowhere else. Nothing sleeps: every verb waits for the state that it names.
import { expect, type Locator, type Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";

/** States of the engine that the page writes to its document element (`data-phase`). */
export type Phase = "empty" | "reading" | "rehashing" | "done" | "cancelled" | "failed";

export type View = "Case" | "Evidence" | "Manifest" | "Timeline";

/** The evidence fixtures, or nothing where this machine has none. */
export const fixtures = process.env.GLASSCASE_FIXTURES;

/** The path of a fixture below the folder. */
export const fixture = (path: string) => resolve(fixtures ?? "no-fixtures", path);

/** Reading a bundle may take a while on a small machine; a view may not. */
const READING = 60_000;

export class Examiner {
  constructor(
    readonly page: Page,
    readonly address: string,
    readonly form: string,
  ) {}

  /** Opens the page and waits until it can be used. */
  async opensGlasscase(hash = "") {
    await this.page.goto(this.address + hash);
    await expect(this.root).toHaveAttribute("data-ready", /^\d+$/);
  }

  /** Picks files with *Open file*. */
  async opensFiles(...paths: string[]) {
    await this.page.locator('input[data-name="pick-files"]').setInputFiles(paths);
    await this.waitsUntilRead();
  }

  /** Picks a folder with *Open folder*. */
  async opensFolder(path: string) {
    await this.page.locator('input[data-name="pick-folder"]').setInputFiles(path);
    await this.waitsUntilRead();
  }

  /** Drops files on the page, as from the desktop. For small files: their bytes travel through the test. */
  async dropsFiles(...paths: string[]) {
    const files = await Promise.all(
      paths.map(async (path) => ({ name: basename(path), base64: (await readFile(path)).toString("base64") })),
    );
    const transfer = await this.page.evaluateHandle((files) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of files) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        transfer.items.add(new File([bytes], name));
      }
      return transfer;
    }, files);
    for (const type of ["dragenter", "dragover", "drop"]) {
      await this.page.dispatchEvent("body", type, { dataTransfer: transfer });
    }
    await this.waitsUntilRead();
  }

  /** Presses *Open the sample case*. */
  async opensSample() {
    await this.page.getByRole("button", { name: "Open the sample case" }).click();
    await this.waitsUntilRead();
  }

  /** Waits until everything that was opened has been read and judged. */
  async waitsUntilRead() {
    await this.sees("done", READING);
  }

  /** Waits for a state of the engine. */
  async sees(phase: Phase, timeout?: number) {
    await expect(this.root).toHaveAttribute("data-phase", phase, { timeout });
  }

  /** Goes to a view by the rail. */
  async goesTo(view: View) {
    await this.page.getByRole("navigation").getByRole("link", { name: view, exact: true }).click();
    await expect(this.page.getByRole("main")).toHaveAccessibleName(view);
  }

  /** The text of the bar's one verdict badge. */
  verdict(): Locator {
    return this.page.getByRole("banner").locator('[data-name="verdict"]');
  }

  /** The rows of the view's grid that are on the screen. */
  rows(): Locator {
    return this.page.getByRole("grid").getByRole("row").filter({ has: this.page.getByRole("gridcell") });
  }

  /** The row that holds the text. */
  row(text: string | RegExp): Locator {
    return this.rows().filter({ hasText: text }).first();
  }

  /** How many rows the grid says it has, on the screen or not. */
  async rowCount(): Promise<number> {
    const count = await this.page.getByRole("grid").first().getAttribute("aria-rowcount");
    return Number(count);
  }

  /** Keeps a picture of the whole window, named for the form as well. */
  async keepsPicture(name: string) {
    await this.page.screenshot({ path: resolve(import.meta.dirname, `../screenshots/${this.form}-${name}.png`) });
  }

  private get root(): Locator {
    return this.page.locator(":root");
  }
}
