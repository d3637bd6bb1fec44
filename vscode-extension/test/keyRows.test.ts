import assert from "node:assert/strict";
import { test } from "node:test";
import { changedRows } from "../src/keys/changes.ts";
import { type Icon, iconOf } from "../src/keys/icons.ts";
import type { ListedKey } from "../src/keys/keyList.ts";
import { attention, type Row, rowsOf } from "../src/keys/rows.ts";
import { FINGERPRINT, KEY, keys, OTHER } from "./keysGiven.ts";

function row(change: Partial<ListedKey> = {}): Row {
  const [only] = rowsOf(keys(change));
  assert.ok(only);
  return only;
}

function shown({ label, description }: Row): string[] {
  return [label, description];
}

test("a key's row tells its name and its state", () => {
  assert.deepEqual(shown(row()), ["help pages", "valid, $7.34 left"]);
  assert.equal(row().spoken, KEY.spoken);
  assert.equal(row().context, "key checkKey signIn");
});

test("keys of the same name are told apart by their places", () => {
  const [place] = KEY.places;
  assert.ok(place);
  const rows = rowsOf(keys({}, { fingerprint: OTHER, places: [{ ...place, path: "api/.env" }] }));
  assert.deepEqual(rows.map(shown), [
    ["help pages", ".env · valid, $7.34 left"],
    ["help pages", "api/.env · valid, $7.34 left"],
  ]);
});

test("below it stands what is known of it, then its places", () => {
  assert.deepEqual(row().children.map(shown), [
    ["$7.34 of $10.00 left", "▰▰▰▰▰▰▱▱"],
    ["Expiry", "in 3 months, 20 Feb 2027, 12:00 UTC"],
    ["Seen in terminal bash, running python3 app.py", ""],
    [".env", "line 3 · OPENROUTER_API_KEY"],
  ]);
});

test("below it stands nothing that is not known", () => {
  const bare = row({ money: undefined, expires: "", seen: "", places: [] });
  assert.deepEqual(bare.children, []);
});

test("no bar is drawn where there is no limit", () => {
  const [money] = row({ money: { share: undefined, text: "$3.20 spent" } }).children;
  assert.deepEqual(money && shown(money), ["$3.20 spent", ""]);
});

test("a screen reader is told words, and no bar", () => {
  const said = row().children.map(({ spoken }) => spoken);
  assert.equal(said[0], "$7.34 of $10.00 left");
  assert.equal(said[1], "Expiry: in 3 months, 20 Feb 2027, 12:00 UTC");
  assert.equal(said[3], ".env, line 3, OPENROUTER_API_KEY");
});

test("a row keeps its name while its line, its state and the order of keys change", () => {
  const [place] = KEY.places;
  assert.ok(place);
  const names = (of: Row): string[] => [of.id, ...of.children.map(({ id }) => id)];
  const moved = row({ status: "expired", places: [{ ...place, line: 7 }] });
  assert.deepEqual(names(moved), names(row()));
});

test("every row has a name of its own", () => {
  const place = KEY.places[0];
  assert.ok(place);
  const rows = rowsOf(keys({ places: [place, { ...place, line: 9 }] }, { fingerprint: OTHER }));
  const names = rows.flatMap(({ id, children }) => [id, ...children.map((child) => child.id)]);
  assert.equal(new Set(names).size, names.length);
});

test("a variable that the key is called by is told once", () => {
  const [place] = row({
    name: "OPENROUTER_API_KEY",
    money: undefined,
    expires: "",
    seen: "",
  }).children;
  assert.deepEqual(place && shown(place), [".env", "line 3"]);
});

test("what needs attention is counted, and what is ignored is not", () => {
  const some = keys(
    { severity: "error" },
    { severity: "warning" },
    { severity: "information" },
    { severity: "error", isIgnored: true },
    {},
  );
  assert.equal(attention(some), 2);
});

const ICONS: [Partial<ListedKey>, Icon["name"]][] = [
  [{}, "pass"],
  [{ severity: "warning" }, "warning"],
  [{ status: "expired", severity: "error" }, "error"],
  [{ status: "disabled", severity: "error" }, "circle-slash"],
  [{ status: "expiring", severity: "warning" }, "watch"],
  [{ status: "exhausted", severity: "warning" }, "warning"],
  [{ status: "unknown", severity: "information" }, "question"],
  [{ status: "unchecked" }, "circle-large-outline"],
  [{ status: "checking" }, "loading~spin"],
  [{ status: "haunted" }, "key"],
  [{ status: "expired", severity: "error", isIgnored: true }, "eye-closed"],
];

for (const [change, name] of ICONS) {
  test(`${JSON.stringify(change)} is shown as ${name}`, () => {
    assert.equal(iconOf({ ...KEY, ...change }).name, name);
  });
}

test("a management key where a model key belongs never looks well", () => {
  assert.notEqual(iconOf({ ...KEY, severity: "error" }).name, "pass");
});

const BEFORE = rowsOf(keys({}, { fingerprint: OTHER }));
const CHANGES: [string, Partial<ListedKey>[], readonly string[] | undefined][] = [
  ["nothing", [{}, { fingerprint: OTHER }], []],
  ["a state", [{ status: "expired" }, { fingerprint: OTHER }], [`key:${FINGERPRINT}`]],
  ["one key's words", [{ summary: "expired" }, { fingerprint: OTHER }], [`key:${FINGERPRINT}`]],
  ["a place", [{ places: [] }, { fingerprint: OTHER }], [`key:${FINGERPRINT}`]],
  ["the order", [{ fingerprint: OTHER }, {}], undefined],
  ["a key that went", [{}], undefined],
  ["a key that came", [{}, { fingerprint: OTHER }, { fingerprint: "2d".repeat(32) }], undefined],
  ["all of them", [], undefined],
];

for (const [what, change, expected] of CHANGES) {
  test(`only what changed is drawn anew: ${what}`, () => {
    assert.deepEqual(changedRows(BEFORE, rowsOf(keys(...change))), expected);
  });
}
