// What can be done about a key in the view. Each is a command of the server's, told which key.

import * as vscode from "vscode";
import type { KeysView } from "./keysView.ts";

/** The server's commands, each behind one of the view's: `openrouter.keys.NAME`. */
const ACTIONS = [
  "checkKey",
  "signIn",
  "rotate",
  "pasteKey",
  "openKeyPage",
  "copyFingerprint",
  "copyReport",
  "ignoreKey",
  "stopIgnoring",
] as const;

export function registerActions(view: KeysView): vscode.Disposable {
  return vscode.Disposable.from(
    ...ACTIONS.map((action) =>
      vscode.commands.registerCommand(`openrouter.keys.${action}`, (row?: unknown) =>
        act(view, action, row),
      ),
    ),
  );
}

/** Does it to the row that was pointed at, or else to the one that is selected. */
async function act(view: KeysView, action: string, row: unknown): Promise<void> {
  const chosen = typeof row === "string" ? row : view.selected;
  const fingerprint = chosen && view.fingerprintOf(chosen);
  if (fingerprint) {
    await vscode.commands.executeCommand(`openrouter.${action}`, { fingerprint });
  }
}
