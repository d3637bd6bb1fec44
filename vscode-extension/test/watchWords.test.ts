import assert from "node:assert/strict";
import { test } from "node:test";
import {
  explainWatching,
  WATCH_WORDS,
  type WatchFacts,
  type WatchState,
  watchState,
} from "../src/terminal/watchWords.ts";

const WATCHED: WatchFacts = {
  isEnabled: true,
  isServerRunning: true,
  isOpen: true,
  isStarting: false,
  hasShellIntegration: true,
  wasMissed: false,
};

const ROWS: [string, Partial<WatchFacts>, WatchState][] = [
  ["a terminal whose shell tells", {}, "watched"],
  ["a new one whose shell tells at once", { isStarting: true }, "watched"],
  ["a command of which nothing came", { wasMissed: true }, "missed"],
  ["a shell that does not tell", { hasShellIntegration: false }, "no shell integration"],
  ["one that may yet tell", { hasShellIntegration: false, isStarting: true }, "none"],
  ["no terminal", { isOpen: false, hasShellIntegration: false }, "none"],
  ["no server to read it", { isServerRunning: false }, "none"],
  ["the setting", { isEnabled: false, wasMissed: true }, "switched off"],
];

for (const [what, facts, state] of ROWS) {
  test(`${what}: ${state}`, () => {
    assert.equal(watchState({ ...WATCHED, ...facts }), state);
  });
}

test("where nothing is known, nothing is claimed", () => {
  assert.match(explainWatching("none").message, /^No terminal is watched now/);
});

test("no state claims that a terminal is watched which is not", () => {
  assert.ok(WATCH_WORDS.watched.text.endsWith("Terminal watched"));
  for (const state of ["no shell integration", "switched off"] as const) {
    assert.ok(WATCH_WORDS[state].text.endsWith("not watched"));
    assert.match(explainWatching(state).message, /^This terminal is not watched/);
  }
});

test("what was missed leads to having it explained, all else to how watching works", () => {
  assert.equal(WATCH_WORDS.missed.command, "openrouter.explainLastCommand");
  assert.equal(WATCH_WORDS.watched.command, "openrouter.howToWatch");
});
