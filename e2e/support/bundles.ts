// Bundles that are made while the cases run: unpacked, cut, or written byte by byte as no honest tool would.
import { execFileSync } from "node:child_process";
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { basename, join } from "node:path";

/** Unpacks a `tar.zst` into a folder and returns the one folder that it holds. */
export function unpack(archive: string, into: string): string {
  const tar = execFileSync("zstd", ["-dcq", archive], { maxBuffer: 1 << 30 });
  const listed = execFileSync("tar", ["-xvf", "-", "-C", into], { input: tar, maxBuffer: 1 << 26 }).toString();
  return join(into, listed.split("/", 1)[0]!);
}

/** Takes one member out of a `tar.zst`. */
export function takeOut(archive: string, ending: string, into: string): string {
  const tar = execFileSync("zstd", ["-dcq", archive], { maxBuffer: 1 << 30 });
  const member = execFileSync("tar", ["-tf", "-"], { input: tar, maxBuffer: 1 << 26 })
    .toString()
    .split("\n")
    .find((name) => name.endsWith(ending))!;
  const bytes = execFileSync("tar", ["-xOf", "-", member], { input: tar, maxBuffer: 1 << 28 });
  return write(into, basename(ending), bytes);
}

/** The first half of a file, under the same name. */
export function firstHalf(path: string, into: string): string {
  const bytes = readFileSync(path);
  return write(into, basename(path), bytes.subarray(0, Math.floor(bytes.length / 2)));
}

/** A file with these bytes. */
export function write(into: string, name: string, bytes: Uint8Array | string): string {
  const path = join(into, name);
  writeFileSync(path, bytes);
  return path;
}

/** A tar with these members, their names as given: absolute, climbing, or both. */
export function tar(into: string, name: string, members: [path: string, text: string][]): string {
  const blocks = members.flatMap(([path, text]) => [header(path, text.length), padded(Buffer.from(text))]);
  return write(into, name, Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

/** A tar that takes a while to read: `count` log files of a mebibyte each, each with lines that give events. */
export function largeTar(into: string, name: string, count: number): string {
  const path = join(into, name);
  const line = "Nov 20 01:54:48 web1 sshd[490]: Failed password for root from 203.0.113.66 port 47719 ssh2\n";
  const few = Buffer.alloc(1 << 20, "a line that is no log line, to be hashed and passed over\n");
  few.write(line);
  const file = openSync(path, "w");
  for (let at = 0; at < count; at++) {
    writeSync(file, Buffer.concat([header(`var/log/${at}/auth.log`, few.length), few]));
  }
  writeSync(file, Buffer.alloc(1024));
  closeSync(file);
  return path;
}

/** A zip whose one member says that it unpacks to four gibibytes and is not even deflated data. */
export function lyingZip(into: string, name: string): string {
  const member = Buffer.from("big.log");
  const data = Buffer.alloc(64, 0xff);
  const fields = (signature: number, central: boolean) => {
    const head = Buffer.alloc(central ? 46 : 30);
    const at = central ? 2 : 0;
    head.writeUInt32LE(signature, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(8, 8 + at);
    head.writeUInt32LE(data.length, 18 + at);
    head.writeUInt32LE(0xfffffff0, 22 + at);
    head.writeUInt16LE(member.length, 26 + at);
    return Buffer.concat([head, member]);
  };
  const local = Buffer.concat([fields(0x04034b50, false), data]);
  const central = fields(0x02014b50, true);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return write(into, name, Buffer.concat([local, central, end]));
}

/** 20 November 2026, 02:00 UTC: the year that a log without years takes its own from. */
const MODIFIED = (Date.UTC(2026, 10, 20, 2) / 1000).toString(8).padStart(11, "0");

/** A ustar header (POSIX.1-1988) of a regular file. */
function header(path: string, size: number): Buffer {
  const block = Buffer.alloc(512);
  block.write(path, 0, 100);
  block.write("0000644\0" + "0000000\0" + "0000000\0", 100);
  block.write(size.toString(8).padStart(11, "0") + "\0" + MODIFIED + "\0" + "        " + "0", 124);
  block.write("ustar\0" + "00", 257);
  const sum = block.reduce((sum, byte) => sum + byte, 0);
  block.write(sum.toString(8).padStart(6, "0") + "\0 ", 148);
  return block;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}
