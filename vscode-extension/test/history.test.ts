import assert from "node:assert/strict";
import { test } from "node:test";
import { History } from "../src/terminal/history.ts";

const PYTHON = { commandLine: "python app.py", cwd: "/work" };

function historyOfOne() {
  const changed: object[] = [];
  const history = new History<object>((terminal) => changed.push(terminal));
  return { history, terminal: { name: "bash" }, changed };
}

test("a terminal is idle when its command has ended, and not before", () => {
  const { history, terminal } = historyOfOne();
  history.started(terminal, PYTHON, true);
  assert.equal(history.isIdle(terminal), false);
  history.ended(terminal, PYTHON, false);
  assert.equal(history.isIdle(terminal), true);
});

test("of a terminal that was there before nobody knows; one that was just opened is idle", () => {
  const { history, terminal } = historyOfOne();
  assert.equal(history.isIdle(terminal), false);
  history.opened(terminal);
  assert.equal(history.isIdle(terminal), true);
});

test("what was missed is told until it is looked at, or another command starts", () => {
  const { history, terminal, changed } = historyOfOne();
  history.ended(terminal, PYTHON, true);
  assert.equal(history.last(terminal)?.wasMissed, true);
  history.lookedAt(terminal);
  assert.deepEqual(history.last(terminal), { ...PYTHON, isRunning: false, wasMissed: false });
  history.ended(terminal, PYTHON, true);
  history.started(terminal, PYTHON, true);
  assert.equal(history.last(terminal)?.wasMissed, false);
  assert.equal(changed.length, 4);
});

test("a command line counts as typed only where the shell told it", () => {
  const { history, terminal } = historyOfOne();
  history.started(terminal, PYTHON, true);
  history.started(terminal, { commandLine: "rm -rf forged", cwd: undefined }, false);
  assert.equal(history.wasTyped("python app.py"), true);
  assert.equal(history.wasTyped("rm -rf forged"), false);
});

test("the oldest command lines are forgotten, those typed again are not old", () => {
  const { history, terminal } = historyOfOne();
  history.started(terminal, PYTHON, true);
  history.started(terminal, { commandLine: "make", cwd: undefined }, true);
  for (let number = 0; number < 198; number += 1) {
    history.started(terminal, { commandLine: `echo ${number}`, cwd: undefined }, true);
  }
  history.started(terminal, PYTHON, true);
  history.started(terminal, { commandLine: "one more", cwd: undefined }, true);
  assert.equal(history.wasTyped("python app.py"), true);
  assert.equal(history.wasTyped("make"), false);
});
