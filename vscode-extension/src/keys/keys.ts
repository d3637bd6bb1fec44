// The view of all keys, what can be done in it, and the way to it.

import * as vscode from "vscode";
import type { Server } from "../server.ts";
import { registerActions } from "./actions.ts";
import { KeysView } from "./keysView.ts";

const LIST = { command: "openrouter.listKeys", arguments: [] };
const WALKTHROUGH = "openrouter-lsp.openrouter-keys#openrouter.start";

export function showKeys(server: Server, output: vscode.LogOutputChannel): vscode.Disposable {
  const view = new KeysView(() => server.request("workspace/executeCommand", LIST));
  const refresh = (): void => {
    view.refresh().catch((error: unknown) => {
      output.error(`The keys could not be listed: ${String(error)}`);
    });
  };
  return vscode.Disposable.from(
    view,
    registerActions(view),
    server.onDidChangeRunning(refresh),
    server.onDidChangeKeys(refresh),
    vscode.commands.registerCommand("openrouter.getStarted", () =>
      vscode.commands.executeCommand("workbench.action.openWalkthrough", WALKTHROUGH, false),
    ),
  );
}
