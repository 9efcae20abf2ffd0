// What every case demands without saying so: the console stays empty, the security policy stops nothing, and
// after the page has loaded it asks nobody for anything.
import { test as base, expect, type BrowserContext, type Page, type Request } from "@playwright/test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Examiner } from "./examiner.ts";

/** In which form Glasscase is opened: set by the project in playwright.config.ts. */
export type Form = { address: string };

/** What was seen, in the order in which it was seen. */
export type Noise = {
  console: string[];
  policy: string[];
  /** Requests that a page at rest has no reason for. */
  requests: string[];
};

type Fixtures = {
  examiner: Examiner;
  /** For a case that provokes an error on purpose: it empties the list that it has looked at. */
  noise: Noise;
  /** An empty folder. */
  folder: string;
};

export const test = base.extend<Form & Fixtures>({
  address: ["", { option: true }],

  // A folder for what a case makes, gone when it ends.
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "glasscase-"));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },

  noise: async ({ context, page, address }, use) => {
    const noise: Noise = { console: [], policy: [], requests: [] };
    listenToConsole(page, noise);
    await listenToPolicy(page, noise);
    listenToRequests(context, address, noise);
    await use(noise);
    expect(noise, "console, policy reports and requests stay empty").toEqual({ console: [], policy: [], requests: [] });
  },

  examiner: async ({ page, address, noise: _listening }, use, info) => {
    const examiner = new Examiner(page, address, info.project.name);
    await examiner.opensGlasscase();
    await use(examiner);
  },
});

export { expect };

function listenToConsole(page: Page, noise: Noise) {
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      noise.console.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  page.on("pageerror", (error) => noise.console.push(`uncaught: ${error.stack ?? error.message}`));
  page.on("crash", () => noise.console.push("the page crashed"));
}

async function listenToPolicy(page: Page, noise: Noise) {
  await page.exposeBinding("reportPolicy", (_source, report: string) => noise.policy.push(report));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const report = `${event.effectiveDirective} stopped ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`;
      (globalThis as unknown as { reportPolicy(report: string): void }).reportPolicy(report);
    });
  });
}

// The site's own files are expected: they are what was loaded, and what a helper worker or the sample case reads
// again. They must be bare GETs of a known name below the page's address. Everything else is noise, from the
// first request on.
function listenToRequests(context: BrowserContext, address: string, noise: Noise) {
  context.on("request", (request) => {
    if (!isOwnFile(request, new URL(address))) {
      noise.requests.push(`${request.method()} ${request.url()}`);
    }
  });
}

const OWN_FILE = /^(|index\.html|favicon\.svg|manifest\.webmanifest|icon-\d+\.png|[a-z_]+-[0-9a-f]{12,16}(_bg)?\.(js|wasm|css|tar\.zst))$/;
const OWN_QUERY = ["js", "wasm", "worker_js", "worker_wasm", "engine", "sample"];

function isOwnFile(request: Request, page: URL): boolean {
  const asked = new URL(request.url());
  // Data in the address and objects of this page go nowhere.
  if (asked.protocol === "data:" || asked.protocol === "blob:") return true;
  if (page.protocol === "file:") return asked.href.replace(/#.*/, "") === page.href;
  const inside = page.origin === asked.origin && asked.pathname.startsWith(page.pathname);
  return (
    inside &&
    request.method() === "GET" &&
    request.postData() === null &&
    OWN_FILE.test(asked.pathname.slice(page.pathname.length)) &&
    [...asked.searchParams.keys()].every((key) => OWN_QUERY.includes(key))
  );
}
