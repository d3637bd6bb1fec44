import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { liesBelow } from "../src/python/boundary.ts";

const top = mkdtempSync(path.join(tmpdir(), "boundary-"));
const workspace = path.join(top, "workspace");
const outside = path.join(top, "outside");
const python = path.join(outside, "python3");
mkdirSync(path.join(workspace, "venv"), { recursive: true });
mkdirSync(outside);
writeFileSync(python, "");
after(() => rmSync(top, { recursive: true }));

test("a file in the workspace lies below it, one beside it does not", () => {
  assert.ok(liesBelow(path.join(workspace, "venv", "python"), [workspace]));
  assert.ok(!liesBelow(python, [workspace]));
});

test("a folder whose name merely begins alike is another folder", () => {
  assert.ok(!liesBelow(path.join(`${workspace}-2`, "python"), [workspace]));
});

test("a name that begins with two dots does not lead out", () => {
  assert.ok(liesBelow(path.join(workspace, "..venv", "python"), [workspace]));
});

test("a virtual environment's link out of the workspace lies in the workspace", () => {
  const link = path.join(workspace, "venv", "python3");
  symlinkSync(python, link);
  assert.ok(liesBelow(link, [workspace]));
});

test("a link from outside into the workspace leads there", () => {
  const link = path.join(outside, "python-of-workspace");
  const program = path.join(workspace, "python3");
  writeFileSync(program, "");
  symlinkSync(program, link);
  assert.ok(liesBelow(link, [workspace]));
});

test("a workspace that was opened through a link is the folder it leads to", () => {
  const link = path.join(top, "link-to-workspace");
  symlinkSync(workspace, link);
  assert.ok(liesBelow(path.join(workspace, "venv", "python"), [link]));
});

test("nothing lies below no folder", () => {
  assert.ok(!liesBelow(python, []));
});
