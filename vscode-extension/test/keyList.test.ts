import assert from "node:assert/strict";
import { test } from "node:test";
import { type ListedKey, NOT_LISTED, parseKeyList } from "../src/keys/keyList.ts";
import { FINGERPRINT, KEY, OTHER } from "./keysGiven.ts";

const TOLD = {
  fingerprint: FINGERPRINT,
  masked: KEY.masked,
  name: KEY.name,
  variable: "OPENROUTER_API_KEY",
  status: "valid",
  statusText: "Valid",
  severity: "none",
  summary: KEY.summary,
  expires: { at: "2027-02-20T12:00:00Z", text: KEY.expires },
  money: { remaining: 7.34, limit: 10, usage: 2.66, share: 0.734, text: "$7.34 of $10.00 left" },
  places: KEY.places,
  seen: { text: KEY.seen, terminalId: "terminal:1" },
  ignored: null,
  actions: ["checkKey", "signIn"],
  spoken: KEY.spoken,
};

test("a key is read as the server tells it", () => {
  const list = { keys: [KEY], isComplete: true };
  assert.deepEqual(parseKeyList({ keys: [TOLD], complete: true }), list);
});

const CHANGES: [string, object, Partial<ListedKey>][] = [
  ["no name: that of its variable", { name: "" }, { name: "OPENROUTER_API_KEY" }],
  ["no name at all: masked", { name: "", variable: null }, { name: KEY.masked }],
  ["nothing known of money", { money: null }, { money: undefined }],
  [
    "no limit",
    { money: { share: null, text: "no limit" } },
    { money: { share: undefined, text: "no limit" } },
  ],
  ["no expiry known", { expires: null }, { expires: "" }],
  ["never seen to fail", { seen: null }, { seen: "" }],
  ["ignored by a comment", { ignored: "comment" }, { isIgnored: true }],
  ["a severity of a later server", { severity: "spooky" }, { severity: "none" }],
  ["places that are none", { places: [null, {}, { uri: 1 }] }, { places: [] }],
  ["actions that are none", { actions: ["signIn", "a b", 1, null] }, { actions: ["signIn"] }],
];

for (const [what, change, expected] of CHANGES) {
  test(what, () => {
    const { keys } = parseKeyList({ keys: [{ ...TOLD, ...change }] });
    assert.deepEqual(keys, [{ ...KEY, ...expected }]);
  });
}

test("what has no fingerprint is no row, and each key is one", () => {
  const keys = [null, {}, { ...TOLD, fingerprint: "x" }, TOLD, { ...TOLD, name: "twice" }];
  const listed = parseKeyList({ keys: [...keys, { ...TOLD, fingerprint: OTHER }] });
  assert.deepEqual(
    listed.keys.map(({ fingerprint, name }) => [fingerprint, name]),
    [
      [FINGERPRINT, KEY.name],
      [OTHER, KEY.name],
    ],
  );
});

for (const result of [undefined, null, [], "keys", { keys: {} }]) {
  test(`no list is read from ${JSON.stringify(result)}`, () => {
    assert.equal(parseKeyList(result), NOT_LISTED);
  });
}
