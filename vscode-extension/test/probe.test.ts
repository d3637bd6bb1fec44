import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { parseAnswer, probePython } from "../src/python/probe.ts";

test("an answer tells the program and its version", () => {
  assert.deepEqual(parseAnswer('["/usr/bin/python3", 3, 12]\n'), {
    executable: "/usr/bin/python3",
    major: 3,
    minor: 12,
  });
});

for (const answer of ["", "Python 3.12", "{}", '["", 3, 12]', '["/usr/bin/python3", "3", 12]']) {
  test(`no version is read from ${JSON.stringify(answer)}`, () => {
    assert.throws(() => parseAnswer(answer), /not a version/);
  });
}

test("a program that is not there is named as such", async () => {
  const gone = { command: "/nowhere/python3", args: [], namedBy: "a test" };
  await assert.rejects(probePython(gone, tmpdir()), /there is no such file/);
});

test("a program that is no Python is not taken for one", async () => {
  const node = { command: process.execPath, args: ["--version"], namedBy: "a test" };
  await assert.rejects(probePython(node, tmpdir()));
});
