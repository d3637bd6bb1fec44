// What package.json promises to the editor, held against what there is.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import manifest from "../package.json" with { type: "json" };

const { commands, menus, walkthroughs, viewsWelcome, viewsContainers } = manifest.contributes;
const DECLARED = new Set(commands.map(({ command }) => command));
// The editor's own, and those that it makes of a view's name.
const EDITORS = /^(workbench\.|vscode\.|openrouter\.keys\.focus$)/;
// The server's, which need no place in a menu.
const SERVERS = ["openrouter.explain"];

const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);
const texts = [...viewsWelcome.map(({ contents }) => contents), ...steps.map((s) => s.description)];

function isKnown(command: string): boolean {
  return DECLARED.has(command) || EDITORS.test(command) || SERVERS.includes(command);
}

test("no command is declared twice", () => {
  assert.equal(DECLARED.size, commands.length);
});

for (const [menu, entries] of Object.entries(menus)) {
  test(`${menu} offers what there is`, () => {
    assert.deepEqual(
      entries.map(({ command }) => command).filter((command) => !isKnown(command)),
      [],
    );
  });
}

test("an action on a row is not offered where there is no row", () => {
  const hidden = menus.commandPalette.filter(({ when }) => when === "false");
  assert.deepEqual(
    new Set(hidden.map(({ command }) => command)),
    new Set([...DECLARED].filter((command) => command.startsWith("openrouter.keys."))),
  );
});

test("a button leads to a command that there is", () => {
  const named = texts.flatMap((text) => [...text.matchAll(/command:([\w.]+)/g)]);
  assert.ok(named.length > 0);
  assert.deepEqual(
    named.map(([, command]) => command ?? "").filter((command) => !isKnown(command)),
    [],
  );
});

test("a button brings its command an argument that can be read", () => {
  for (const text of texts) {
    for (const [, argument] of text.matchAll(/command:[\w.]+\?([^)]+)\)/g)) {
      assert.doesNotThrow(() => JSON.parse(decodeURIComponent(argument ?? "")));
    }
  }
});

const packaged = readFileSync(new URL("../.vscodeignore", import.meta.url), "utf8");
const pictures = [
  ...steps.map(({ media }) => media.svg),
  ...viewsContainers.activitybar.map(({ icon }) => icon),
];

for (const picture of pictures) {
  test(`${picture} is there, in the package, and asks no network`, () => {
    const file = new URL(`../${picture}`, import.meta.url);
    assert.ok(existsSync(file));
    const folder = picture.replace(/[^/]+$/, "**");
    assert.ok([picture, folder].some((line) => packaged.includes(`!${line}\n`)));
    const addresses = readFileSync(file, "utf8").match(/https?:[^"]+/g);
    assert.deepEqual(addresses, ["http://www.w3.org/2000/svg"]);
  });
}

for (const { id, media } of steps) {
  test(`the picture of the step ${id} is told in words too`, () => {
    assert.ok(media.altText.length > 0);
  });
}

test("pictures are drawn in the theme's colours alone", () => {
  for (const { media } of steps) {
    const drawing = readFileSync(new URL(`../${media.svg}`, import.meta.url), "utf8");
    const colours = [...drawing.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour);
    assert.deepEqual(
      colours.filter((colour) => colour !== "none" && !colour?.startsWith("var(--vscode-")),
      [],
    );
  }
});
