import assert from "node:assert/strict";
import { test } from "node:test";
import { type Named, TerminalNames } from "../src/terminal/terminalNames.ts";

/** Lets commands begin in one terminal, and tells what it is called then. */
function check(states: Named[], called: string[]): void {
  const names = new TerminalNames();
  const terminal = { name: "", creationOptions: {} };
  assert.deepEqual(
    states.map((state) => names.ofNextCommand(Object.assign(terminal, state))),
    called,
  );
}

test("a shell's terminal is called what the editor calls it, each time", () => {
  check(
    [
      { name: "bash", creationOptions: {} },
      { name: "server", creationOptions: {} },
    ],
    ["bash", "server"],
  );
});

test("a task's terminal is called after its task, and when used again after none", () => {
  check(
    [
      { name: "", creationOptions: { name: "build" } },
      { name: "build", creationOptions: { name: "build" } },
    ],
    ["build", "Task"],
  );
});

test("one with no name at all is a task's", () => {
  check([{ name: "", creationOptions: {} }], ["Task"]);
});

const OPENED: [string, string, string | undefined, string][] = [
  ["bash", "python3", "python3 app.py", "bash"],
  ["bash", "python3", "LEVEL=info /usr/bin/python3 app.py", "bash"],
  ["bash", "server", "python3 app.py", "server"],
  ["bash", "python3", undefined, "python3"],
  ["", "python3", "python3 app.py", "python3"],
];

for (const [opened, name, commandLine, called] of OPENED) {
  test(`opened as "${opened}", then "${name}", with ${commandLine}: ${called}`, () => {
    const names = new TerminalNames();
    const terminal = { name: opened, creationOptions: {} };
    names.opened(terminal);
    terminal.name = name;
    assert.equal(names.ofNextCommand(terminal, commandLine), called);
    assert.equal(names.ofNextCommand(terminal, commandLine), called);
  });
}
