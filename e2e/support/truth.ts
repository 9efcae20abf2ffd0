// The answer sheet of the real case that the end-to-end cases open. Cases compare the page with it, so that no
// expected number is typed in twice.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "./quiet.ts";

const folder = process.env.GLASSCASE_FIXTURES ?? resolve(import.meta.dirname, "../../../shared/fixtures");

/** The path of a fixture below the folder. */
export const fixture = (path: string) => resolve(folder, path);

/** A number of log-ins of one user from one address. */
export type Tally = { user: string; address: string; count: number };

/** A record or line that proves a step. */
export type Proof = { source: string; file: string; line?: number; text: string };

type Truth = {
  hosts: [{ name: string; timezone: string }];
  files: {
    bag: { name: string; sha256: string; seal: string; payload_files: number };
    tampered: {
      name: string;
      changed: { path: string; sha256_before: string; sha256_after: string }[];
      removed: { path: string }[];
      added: { path: string }[];
      manifest_duplicate: { manifest: string; path: string }[];
    };
    uac: Record<string, { hash_list: { regular_files: number; symbolic_links: number } }>;
  };
  steps: { id: string; utc: string; evidence: Proof[] }[];
  counts: {
    failed_logins: { btmp: Tally[]; auth_log_as_collected: Tally[]; total: Record<string, number> };
    accepted_logins: { auth_log_as_collected: Tally[] };
    btmp_records: number;
  };
};

const sheet = fixture("cases/harbor/truth.json");

/** Skips the cases of a file where this machine has no fixtures. Says so in the report. */
export function needsFixtures() {
  test.skip(!existsSync(sheet), "the evidence fixtures are not on this machine");
}

let read: Truth | undefined;

/** The answer sheet. */
export function truth(): Truth {
  read ??= JSON.parse(readFileSync(sheet, "utf8")) as Truth;
  return read;
}

/** The sealed bag. */
export const bag = () => fixture(`cases/harbor/${truth().files.bag.name}`);

/** The same bag after its seal was broken. */
export const tamperedBag = () => fixture(`cases/harbor/${truth().files.tampered.name}`);

/** The collection that UAC made on the host. */
export const uacArchive = () => fixture(`cases/harbor/${uacName()}`);

/** What UAC's own list holds. */
export const uacList = () => truth().files.uac[uacName()]!.hash_list;

function uacName(): string {
  return Object.keys(truth().files.uac).find((name) => name.endsWith(".tar.gz"))!;
}

/** The log of log-ins inside the bag. */
export const authLog = () => `data/host/${truth().hosts[0].name}/root/var/log/auth.log`;

/** What each finding of the tampered bag is called, as `state path`, in order of the alphabet. */
export function tamperedFindings(): string[] {
  const { changed, removed, added, manifest_duplicate } = truth().files.tampered;
  // Two lines were written into the manifest after the tag manifest had sealed it.
  const manifests = new Set(manifest_duplicate.map((line) => line.manifest));
  return [
    ...changed.map(({ path }) => `modified ${path}`),
    ...[...manifests].map((path) => `modified ${path}`),
    ...removed.map(({ path }) => `missing ${path}`),
    ...added.map(({ path }) => `unlisted ${path}`),
    ...manifest_duplicate.map(({ path }) => `conflicting ${path}`),
  ].sort();
}

/** A step's proof in one source, with the second at which it stands. */
export function proofIn(source: string, matches: RegExp): Proof & { utc: string } {
  for (const step of truth().steps) {
    const proof = step.evidence.find((proof) => proof.source === source && matches.test(proof.text));
    if (proof !== undefined) return { ...proof, utc: step.utc };
  }
  throw new Error(`no step is proved by ${source} with ${matches}`);
}

/** Log-ins as lines that can be compared: `user address count`. */
export function lines(tallies: Iterable<Tally>): string[] {
  const sums = new Map<string, number>();
  for (const { user, address, count } of tallies) {
    sums.set(`${user} ${address}`, (sums.get(`${user} ${address}`) ?? 0) + count);
  }
  return [...sums].map(([who, count]) => `${who} ${count}`).sort();
}

/** `2026-11-19T17:55:16Z` as the page writes it in a zone: `2026-11-20 01:55:16`. */
export function clockIn(zone: string, utc: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" }).format(new Date(utc));
}
