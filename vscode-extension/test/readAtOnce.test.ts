import assert from "node:assert/strict";
import { test } from "node:test";
import { readAtOnce } from "../src/terminal/readAtOnce.ts";

/** Calls a function that queues a task, and tells whether it was run before the return. */
function runsAtOnce(call: (read: () => string) => string): boolean {
  let hasRun = false;
  const result = call(() => {
    queueMicrotask(() => {
      hasRun = true;
    });
    return "stream";
  });
  assert.equal(result, "stream");
  return hasRun;
}

test("what reading puts off for a moment is done at once", () => {
  assert.ok(runsAtOnce(readAtOnce));
});

test("afterwards tasks are put off again as ever", () => {
  readAtOnce(() => undefined);
  assert.ok(!runsAtOnce((read) => read()));
});

test("so they are where reading fails", () => {
  assert.throws(() =>
    readAtOnce(() => {
      throw new Error("the terminal is gone");
    }),
  );
  assert.ok(!runsAtOnce((read) => read()));
});
