import assert from "node:assert/strict";
import { test } from "node:test";
import { exitCodeIn, shownText } from "../src/terminal/debugOutput.ts";

function output(body: object): object {
  return { seq: 1, type: "event", event: "output", body };
}

for (const [message, shown] of [
  [output({ category: "stderr", output: "401\n" }), "401\n"],
  [output({ category: "stdout", output: "ok\n" }), "ok\n"],
  [output({ category: "console", output: "> run\n" }), "> run\n"],
  [output({ output: "no category\n" }), "no category\n"],
  [output({ category: "telemetry", output: "counted\n" }), ""],
  [output({ category: "stderr" }), ""],
  [{ type: "response", event: "output", body: { output: "not an event" } }, ""],
  [{ type: "event", event: "stopped", body: { output: "another event" } }, ""],
  [undefined, ""],
  ["output", ""],
] as const) {
  test(`the debug console shows ${JSON.stringify(shown)} of ${JSON.stringify(message)}`, () => {
    assert.equal(shownText(message), shown);
  });
}

test("the exit code of the program is read", () => {
  assert.equal(exitCodeIn({ type: "event", event: "exited", body: { exitCode: 1 } }), 1);
  assert.equal(exitCodeIn({ type: "event", event: "terminated" }), undefined);
});
