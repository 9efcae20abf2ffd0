// One run of the page for `cargo xtask bench`: a browser with an empty profile on the disk opens the page, a
// bundle is chosen, and the time until the verdict is taken inside the page.
//
//   node bench.mjs ADDRESS BUNDLE PROFILE   prints one line of JSON
import { chromium } from "@playwright/test";
import { readFileSync, readdirSync } from "node:fs";

const [address, bundle, profile] = process.argv.slice(2);
const LIMIT = 10 * 60 * 1000;

const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.GLASSCASE_CHROMIUM ?? "/usr/bin/chromium",
  viewport: { width: 1280, height: 800 },
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ],
});
try {
  const page = context.pages()[0] ?? (await context.newPage());
  page.on("pageerror", (error) => console.error(error.message));
  await page.goto(address);
  await page.waitForSelector(":root[data-ready]", { state: "attached", timeout: LIMIT });
  const coldLoad = Number(await page.locator(":root").getAttribute("data-ready"));

  // The clock starts with the page's own change event and stops with its own change of state.
  await page.evaluate(() => {
    const times = (globalThis.benchTimes = { start: 0, end: 0, longestTask: 0 });
    document.addEventListener("change", () => (times.start ||= performance.now()), { capture: true });
    const tasks = new PerformanceObserver((list) => {
      for (const task of list.getEntries()) times.longestTask = Math.max(times.longestTask, task.duration);
    });
    tasks.observe({ type: "longtask" });
    new MutationObserver(() => {
      if (times.start && document.documentElement.dataset.phase === "done") times.end ||= performance.now();
    }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-phase"] });
  });
  await page.locator('input[data-name="pick-files"]').setInputFiles(bundle);
  await page.waitForFunction(() => globalThis.benchTimes.end > 0, null, { timeout: LIMIT });

  const times = await page.evaluate(() => globalThis.benchTimes);
  const firstRow = Number(await page.locator(":root").getAttribute("data-first-row"));
  const memories = await Promise.all(
    page.workers().map((worker) => worker.evaluate(() => self.glasscaseMemory?.buffer.byteLength ?? 0)),
  );
  console.log(JSON.stringify({
    milliseconds: times.end - times.start,
    firstRow,
    coldLoad,
    longestTask: times.longestTask,
    engineMemory: Math.max(0, ...memories),
    processPeak: rendererPeak(profile),
  }));
} finally {
  await context.close();
}

// The largest resident set of a renderer that descends from the browser of this profile.
function rendererPeak(profile) {
  const processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(readProcess).filter(Boolean);
  const byId = new Map(processes.map((process) => [process.id, process]));
  const isOurs = (process) =>
    process !== undefined && (process.line.includes(`--user-data-dir=${profile}`) || isOurs(byId.get(process.parent)));
  const renderers = processes.filter((process) => process.line.includes("--type=renderer") && isOurs(process));
  return Math.max(0, ...renderers.map((process) => process.peak));
}

function readProcess(name) {
  try {
    const status = readFileSync(`/proc/${name}/status`, "utf8");
    const field = (label) => Number(status.match(new RegExp(`^${label}:\\s*(\\d+)`, "m"))?.[1] ?? 0);
    const line = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
    return { id: Number(name), parent: field("PPid"), peak: field("VmHWM") * 1024, line };
  } catch {
    return undefined; // It ended while it was looked at.
  }
}
