import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_KEYS, parseStatus } from "../src/status.ts";

test("a status is read as the server tells it", () => {
  const told = { status: "expired", text: "1 key expired", tooltip: "- 1 key", severity: "error" };
  assert.deepEqual(parseStatus(told), told);
});

test("what a later server may add or change does no harm", () => {
  const told = { status: "haunted", text: "1 key haunted", severity: "spooky", more: 1 };
  assert.deepEqual(parseStatus(told), {
    status: "haunted",
    text: "1 key haunted",
    tooltip: "",
    severity: "none",
  });
});

for (const params of [undefined, null, "expired", {}, { status: 1, text: "" }]) {
  test(`no status is read from ${JSON.stringify(params)}`, () => {
    assert.equal(parseStatus(params), NO_KEYS);
  });
}
