// The list of cases runs twice: against the site, served under a sub-path with its real headers, and against
// the single file under file://. `cargo xtask test` builds both and calls this.
import { defineConfig } from "@playwright/test";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Form } from "./support/quiet.ts";

const root = resolve(import.meta.dirname, "..");
const port = Number(process.env.GLASSCASE_PORT ?? 4173);
const base = "/some/sub/path/";
const xtask = process.env.GLASSCASE_XTASK ?? "cargo xtask";

export default defineConfig<Form>({
  testDir: "cases",
  outputDir: "test-results/output",
  workers: 1,
  retries: 0,
  forbidOnly: process.env.CI === "true",
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/results.json" }]],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "UTC",
    colorScheme: "light",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.GLASSCASE_CHROMIUM ?? "/usr/bin/chromium",
      // Beside what a machine without a desktop needs: the browser's own traffic, so that a request seen is
      // a request of the page.
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "site", use: { address: `http://127.0.0.1:${port}${base}` } },
    { name: "file", use: { address: pathToFileURL(resolve(root, "dist/glasscase.html")).href } },
  ],
  webServer: {
    command: `${xtask} serve --port ${port} --base ${base}`,
    cwd: root,
    url: `http://127.0.0.1:${port}${base}`,
    reuseExistingServer: false,
    timeout: 60_000,
  },
});
