import assert from "node:assert/strict";
import { test } from "node:test";
import { CellReader, type OutputItem } from "../src/terminal/notebookOutput.ts";

const STDOUT = "application/vnd.code.notebook.stdout";
const STDERR = "application/vnd.code.notebook.stderr";
const ERROR = "application/vnd.code.notebook.error";

function item(mime: string, text: string): OutputItem {
  return { mime, data: new TextEncoder().encode(text) };
}

/** Gives a cell these outputs one after the other, and tells what was new each time. */
function check(states: OutputItem[][][], news: string[]): void {
  const reader = new CellReader();
  const told = states.map((outputs) => {
    const { isAnew, text } = reader.read(outputs);
    return (isAnew ? "[ANEW]" : "") + text;
  });
  assert.deepEqual(told, news);
}

test("only what a stream has grown by is new", () => {
  check(
    [[[item(STDERR, "one\n")]], [[item(STDERR, "one\ntwo\n")]], [[item(STDERR, "one\ntwo\n")]]],
    ["one\n", "two\n", ""],
  );
});

test("a stream that comes in many items is read whole", () => {
  check([[[item(STDOUT, "a")]], [[item(STDOUT, "a"), item(STDOUT, "b")]]], ["a", "b"]);
});

test("a further output is new, the one before it is not", () => {
  check([[[item(STDOUT, "a\n")]], [[item(STDOUT, "a\n")], [item(STDERR, "b\n")]]], ["a\n", "b\n"]);
});

test("a cleared cell that runs again begins anew, though it prints the same", () => {
  check(
    [[[item(STDOUT, "same\n")]], [], [[item(STDOUT, "same\n")]]],
    ["same\n", "[ANEW]", "same\n"],
  );
});

test("a cell that was cleared and printed between two looks begins anew", () => {
  check([[[item(STDOUT, "first\n")]], [[item(STDOUT, "second\n")]]], ["first\n", "[ANEW]second\n"]);
});

test("a progress bar that is drawn anew does not bring back what stands beside it", () => {
  check(
    [
      [[item(STDERR, "401\n")], [item("text/plain", "10 %")]],
      [[item(STDERR, "401\n")], [item("text/plain", "20 %")]],
    ],
    ["401\n10 %\n", "20 %\n"],
  );
});

test("a character that comes in two halves is one", () => {
  const [first, second] = [item(STDOUT, "\u{1f511}"), item(STDOUT, "\u{1f511}!")];
  check([[[{ ...first, data: first.data.subarray(0, 2) }]], [[second]]], ["", "\u{1f511}!"]);
});

test("a result is read in its plain form, once", () => {
  check([[[item("text/html", "<b>401</b>"), item("text/plain", "401")]]], ["401\n"]);
});

test("a picture says nothing", () => {
  check([[[item("image/png", "401")]]], [""]);
});

function error(fields: object): OutputItem[][] {
  return [[item(ERROR, JSON.stringify(fields))]];
}

test("an error is read by its stack, which names it", () => {
  const stack = "Traceback ...\nHTTPError: 401";
  check([error({ name: "HTTPError", message: "401", stack })], [`${stack}\n`]);
});

test("a stack that does not hold the message gets it below", () => {
  check(
    [error({ name: "HTTPError", message: "401", stack: "at f()" })],
    ["at f()\nHTTPError: 401\n"],
  );
});

test("an error without a stack is read by its name and message", () => {
  check([error({ name: "HTTPError", message: "401" })], ["HTTPError: 401\n"]);
});

test("an error is read once, and a broken one does no harm", () => {
  const once = error({ message: "401" });
  check([once, once], ["401\n", ""]);
  check([[[item(ERROR, "{")]]], ["\n"]);
  check([[[item(ERROR, "null")]]], ["\n"]);
});
