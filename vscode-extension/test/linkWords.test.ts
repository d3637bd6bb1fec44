import assert from "node:assert/strict";
import { test } from "node:test";
import { parseLinks } from "../src/terminal/linkWords.ts";

const LINE = "401 User not found.";
const LINK = {
  start: 4,
  length: 15,
  tooltip: "Explain",
  command: "openrouter.explainText",
  arguments: [{ text: LINE }],
};

test("a link is read as the server tells it", () => {
  const { start, ...rest } = LINK;
  assert.deepEqual(parseLinks([LINK], LINE), [{ startIndex: start, ...rest }]);
});

test("a link may do without tooltip and arguments", () => {
  const { tooltip, arguments: _, ...least } = LINK;
  assert.deepEqual(
    parseLinks([least], LINE).map((link) => [link.tooltip, link.arguments]),
    [["", []]],
  );
});

test("a tooltip that the editor would break in the middle of words is made short", () => {
  const [link] = parseLinks(
    [{ ...LINK, tooltip: "OpenRouter does not know the key. ".repeat(2) }],
    LINE,
  );
  assert.equal(link?.tooltip, "What this means, and what to do");
});

for (const [why, change] of [
  ["ends behind the line", { length: 16 }],
  ["begins before the line", { start: -1 }],
  ["is empty", { length: 0 }],
  ["has a broken place", { start: 0.5 }],
  ["has no place", { start: null }],
  ["runs nothing", { command: undefined }],
  ["runs what is not ours", { command: "workbench.action.terminal.sendSequence" }],
] as const) {
  test(`a link that ${why} is left out, the others are not`, () => {
    assert.equal(parseLinks([{ ...LINK, ...change }, LINK], LINE).length, 1);
  });
}

for (const answer of [undefined, null, {}, "links", [null], [[]]]) {
  test(`no link is read from ${JSON.stringify(answer)}`, () => {
    assert.deepEqual(parseLinks(answer, LINE), []);
  });
}
