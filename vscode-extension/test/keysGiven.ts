// Keys as the server lists them, for tests. There is no text of a key in a list.

import type { ListedKey } from "../src/keys/keyList.ts";

export const FINGERPRINT = "0f".repeat(32);
export const OTHER = "1e".repeat(32);

export const KEY: ListedKey = {
  fingerprint: FINGERPRINT,
  masked: "sk-or-v1-abc...789",
  name: "help pages",
  status: "valid",
  statusText: "Valid",
  severity: "none",
  summary: "valid, $7.34 left",
  spoken: "help pages is valid, $7.34 of $10.00 left",
  expires: "in 3 months, 20 Feb 2027, 12:00 UTC",
  money: { share: 0.734, text: "$7.34 of $10.00 left" },
  places: [
    {
      uri: "file:///my-app/.env",
      line: 2,
      character: 19,
      path: ".env",
      variable: "OPENROUTER_API_KEY",
    },
  ],
  seen: "Seen in terminal bash, running python3 app.py",
  isIgnored: false,
  actions: ["checkKey", "signIn"],
};

export function keys(...changes: Partial<ListedKey>[]): ListedKey[] {
  return changes.map((change) => ({ ...KEY, ...change }));
}
