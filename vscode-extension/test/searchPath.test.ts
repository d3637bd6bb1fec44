import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { pythonsOnPath } from "../src/python/searchPath.ts";

const posix = process.platform === "win32" ? { skip: "programs have other names there" } : {};
const top = mkdtempSync(path.join(tmpdir(), "search-path-"));
after(() => rmSync(top, { recursive: true }));

function folderWith(name: string, ...programs: string[]): string {
  const folder = path.join(top, name);
  mkdirSync(folder);
  for (const program of programs) {
    writeFileSync(path.join(folder, program), "");
    chmodSync(path.join(folder, program), 0o755);
  }
  return folder;
}

function found(...folders: string[]): string[] {
  return [...pythonsOnPath(folders.join(path.delimiter))].map(({ command }) => command);
}

test("python3 comes before python, and an earlier folder before a later one", posix, () => {
  const first = folderWith("first", "python", "python3");
  const second = folderWith("second", "python3");
  assert.deepEqual(found(first, second), [
    path.join(first, "python3"),
    path.join(second, "python3"),
    path.join(first, "python"),
  ]);
});

test("entries that mean the current folder are passed over", posix, () => {
  const here = folderWith("here", "python3");
  assert.deepEqual(found("", ".", path.relative(process.cwd(), here)), []);
});

test("a folder of the name, or a file that may not be run, is no program", posix, () => {
  const odd = folderWith("odd");
  mkdirSync(path.join(odd, "python3"));
  writeFileSync(path.join(odd, "python"), "");
  assert.deepEqual(found(odd), []);
});
