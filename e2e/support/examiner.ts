// The verbs of the person at the page. A case tells what an examiner does and sees; how that is found in the
// page stands here and nowhere else. Nothing sleeps: every verb waits for the state that it names.
import { expect, type Locator, type Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";

/** States of the engine that the page writes to its document element (`data-phase`). */
export type Phase = "empty" | "reading" | "rehashing" | "done" | "cancelled" | "failed";

/** Names of the views in English. */
export type View = "Case" | "Evidence" | "Manifest" | "Timeline";

/** Reading a bundle may take a while on a small machine; a view may not. */
const READING = 60_000;

export class Examiner {
  constructor(
    readonly page: Page,
    readonly address: string,
    readonly form: string,
  ) {}

  /** Picks files without waiting for them to be read. */
  async startsToOpen(...paths: string[]) {
    await this.page.locator('input[data-name="pick-files"]').setInputFiles(paths);
  }

  /** Presses *Cancel* at the first row. A test's own way to the page can be longer than the reading: it waits inside. */
  async cancelsAfterTheFirstRow() {
    await this.page.evaluate(
      () =>
        new Promise<void>((pressed) => {
          const look = new MutationObserver(() => {
            const button = document.querySelector<HTMLButtonElement>('button[data-name="cancel"]');
            if (button === null || document.documentElement.dataset.firstRow === undefined) return;
            look.disconnect();
            button.click();
            pressed();
          });
          look.observe(document.documentElement, { attributes: true, childList: true, subtree: true, characterData: true });
        }),
    );
  }

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

  /** The sentence at the head of the Case view. */
  headline(): Locator {
    return this.page.getByRole("main").getByRole("heading", { level: 1 });
  }

  /** What the Case view says in all. */
  said(): Locator {
    return this.page.getByRole("main");
  }

  /** A line of what is proved: `files`, `bag`, `seal`, `containers`, `reading`, `times`. */
  proof(line: string): Locator {
    return this.page.getByRole("main").locator(`details[data-name="${line}"]`);
  }

  /** The findings of the Case view, as `state path`, in order of the alphabet. */
  async findings(): Promise<string[]> {
    const list = this.page.locator('[data-name="findings-list"]');
    await expect(list).toBeVisible();
    const found = await list.locator("a[data-state]").evaluateAll((links) =>
      links.map((link) => `${link.getAttribute("data-state")} ${link.querySelector(".mono")?.textContent}`),
    );
    return found.sort();
  }

  /** The chip of a state above a list, which shows only files of that state. */
  chip(state: string): Locator {
    return this.page.getByRole("main").locator(`[data-state="${state}"]`).first();
  }

  /** The drawer of the selected thing. */
  drawer(): Locator {
    return this.page.getByRole("complementary", { name: /^The selected/ });
  }

  /** The values that a drawer shows of one digest, plain. */
  async digests(): Promise<string[]> {
    return (await this.drawer().locator("code").allInnerTexts()).map((text) => text.replaceAll(/\s/g, ""));
  }

  /** Chooses a value in a facet of the timeline, or takes it out again. */
  async chooses(facet: string, value: string) {
    const choice = this.page.getByRole("group", { name: facet, exact: true }).getByTitle(value).first();
    const before = await choice.getAttribute("aria-pressed");
    await choice.click();
    await expect(choice).toHaveAttribute("aria-pressed", before === "true" ? "false" : "true");
  }

  /** Types words that must occur. */
  async filters(words: string) {
    await this.page.getByRole("searchbox", { name: "Filter events by words" }).fill(words);
  }

  /** Waits until the timeline says that it shows so many events. */
  async seesEvents(count: number | RegExp) {
    const number = typeof count === "number" ? new RegExp(`^${count.toLocaleString("en-GB")} of `) : count;
    await expect(this.page.locator('[data-name="found"]')).toHaveText(number);
  }

  /** Chooses the zone of all times on the page by its IANA name. */
  async choosesZone(name: string) {
    await this.page.locator('button[data-name="zone"]').click();
    await this.page.locator("#zone-other").fill(name);
    await this.page.keyboard.press("Enter");
    await expect(this.page.locator("#zone-other")).toBeHidden();
  }

  /** The rows of the view's grid that are on the screen. */
  rows(): Locator {
    return this.page.getByRole("grid").locator('[role="row"]:not([hidden]):not([aria-busy]):has([role="gridcell"])');
  }

  /** The row that holds the text. */
  row(text: string | RegExp): Locator {
    return this.rows().filter({ hasText: text }).first();
  }

  /** The table that holds all rows, on the screen or not. */
  grid(): Locator {
    return this.page.locator('[role="grid"]').last();
  }

  /** How many rows the grid says it has, on the screen or not; its header is not counted. */
  async rowCount(): Promise<number> {
    return Number(await this.grid().getAttribute("aria-rowcount")) - 1;
  }

  /** Waits until the grid has so many rows. */
  async seesRows(count: number) {
    await expect(this.grid()).toHaveAttribute("aria-rowcount", String(count + 1));
  }

  /** Every row of the grid, as the texts of its cells by the names of its columns. It scrolls to each. */
  async rowsShown(): Promise<Record<string, string>[]> {
    const names = await this.grid().locator('[role="columnheader"]').allInnerTexts();
    const total = await this.rowCount();
    const rows: Record<string, string>[] = [];
    while (rows.length < total) {
      // The header is row 1.
      const wanted = rows.length + 2;
      await this.scrollsTo(rows.length);
      await expect(this.grid().locator(`[aria-rowindex="${wanted}"]:not([aria-busy])`)).toBeAttached();
      for (const [index, cells] of await this.cells()) {
        if (index === rows.length + 2) {
          rows.push(Object.fromEntries(cells.map((cell, at) => [names[at]?.replace(/\s*[↑↓]$/, "") ?? at, cell])));
        }
      }
    }
    return rows;
  }

  /** Brings a row to the top of the grid. */
  private async scrollsTo(row: number) {
    await this.grid().evaluate((grid, row) => {
      const all = [grid, ...grid.querySelectorAll("*"), grid.parentElement!];
      const body = all.find((element) => element.scrollHeight > element.clientHeight + 1 && getComputedStyle(element).overflowY !== "hidden" && getComputedStyle(element).overflowY !== "visible");
      const height = grid.querySelector('[role="row"]:has([role="gridcell"]):not([hidden])')?.getBoundingClientRect().height ?? 0;
      body?.scrollTo(0, row * height);
    }, row);
  }

  /** Numbers and cells of the rows that are drawn and filled, in order. */
  private async cells(): Promise<[number, string[]][]> {
    const drawn = await this.rows().evaluateAll((rows) =>
      rows.map((row): [number, string[]] => [
        Number(row.getAttribute("aria-rowindex")),
        [...row.querySelectorAll('[role="gridcell"]')].map((cell) => cell.textContent ?? ""),
      ]),
    );
    return drawn.sort(([a], [b]) => a - b);
  }

  /** Keeps a picture of the whole window, named for the form as well. */
  async keepsPicture(name: string) {
    await this.page.screenshot({ path: resolve(import.meta.dirname, `../screenshots/${this.form}-${name}.png`) });
  }

  /** The document element, which carries the state of the engine. */
  get root(): Locator {
    return this.page.locator(":root");
  }
}
