import assert from "node:assert/strict";
import { test } from "node:test";
import { takeByClipboard } from "../src/terminal/clipboardLoan.ts";

class Clipboard {
  text = "what the user copied";
  readText = async (): Promise<string> => this.text;
  writeText = async (text: string): Promise<void> => {
    this.text = text;
  };
}

/** Lets a text be copied, or nothing; tells what was taken, and that the clipboard is as before. */
async function check(copied: string | undefined, taken: string | undefined): Promise<void> {
  const clipboard = new Clipboard();
  const text = await takeByClipboard(clipboard, async () => {
    if (copied !== undefined) {
      clipboard.text = copied;
    }
  });
  assert.equal(text, taken);
  assert.equal(clipboard.text, "what the user copied");
}

test("the copied text is taken", () => check("401\n", "401\n"));
test("the very text that the clipboard held is taken too", () =>
  check("what the user copied", "what the user copied"));
test("where nothing was copied, what the clipboard held is not taken", () =>
  check(undefined, undefined));
test("blanks alone are nothing", () => check(" \n", undefined));

test("the clipboard is given back where copying fails", async () => {
  const clipboard = new Clipboard();
  await assert.rejects(takeByClipboard(clipboard, () => Promise.reject(new Error("no terminal"))));
  assert.equal(clipboard.text, "what the user copied");
});
