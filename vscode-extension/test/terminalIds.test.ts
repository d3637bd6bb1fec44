import assert from "node:assert/strict";
import { test } from "node:test";
import { Ids } from "../src/terminal/terminalIds.ts";

test("a terminal keeps its name, and no other has it, though they look alike", () => {
  const ids = new Ids<object>("terminal");
  const [one, other] = [{ name: "bash" }, { name: "bash" }];
  assert.equal(ids.of(one), "terminal:1");
  assert.equal(ids.of(other), "terminal:2");
  assert.equal(ids.of(one), "terminal:1");
});
