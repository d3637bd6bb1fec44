import assert from "node:assert/strict";
import { test } from "node:test";
import { setOff } from "../src/hints.ts";

test("a hint that is to stand off does so by its text", () => {
  const hint = { label: "valid", paddingLeft: true };
  assert.deepEqual(setOff([hint]), [{ label: "\u00a0\u00a0valid", paddingLeft: false }]);
});

test("given again, it stands off no further", () => {
  const hint = { label: "valid", paddingLeft: true };
  assert.deepEqual(setOff(setOff([hint])), [{ label: "\u00a0\u00a0valid", paddingLeft: false }]);
});

test("a hint of several parts stays as it is", () => {
  const hint = { label: [{ value: "valid" }], paddingLeft: true };
  assert.deepEqual(setOff([hint]), [hint]);
});
