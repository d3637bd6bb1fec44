import assert from "node:assert/strict";
import { test } from "node:test";
import { moneyBar } from "../src/keys/moneyBar.ts";

const ROWS: [number, string][] = [
  [1, "▰▰▰▰▰▰▰▰"],
  [0.999, "▰▰▰▰▰▰▰▱"],
  [0.734, "▰▰▰▰▰▰▱▱"],
  [0.001, "▰▱▱▱▱▱▱▱"],
  [0, "▱▱▱▱▱▱▱▱"],
  [1.4, "▰▰▰▰▰▰▰▰"],
  [-0.2, "▱▱▱▱▱▱▱▱"],
];

for (const [share, bar] of ROWS) {
  test(`${share} of a limit is ${bar}`, () => {
    assert.equal(moneyBar(share), bar);
  });
}
