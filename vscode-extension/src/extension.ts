// Where everything is put together. What can be decided in the server is decided there.

import * as vscode from "vscode";
import { showKeys } from "./keys/keys.ts";
import { MANAGEMENT_KEY, setManagementKey } from "./managementKey.ts";
import { createOutput } from "./output.ts";
import { Server } from "./server.ts";
import { StatusBar } from "./statusBar.ts";
import { watchOutputs } from "./terminal/watching.ts";

let running: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = createOutput();
  const statusBar = new StatusBar();
  const server = new Server(context, output, statusBar);
  running = server;
  context.subscriptions.push(
    output,
    statusBar,
    watchOutputs(server, output),
    showKeys(server, output),
    vscode.commands.registerCommand("openrouter.restart", () => server.restart()),
    vscode.commands.registerCommand("openrouter.showOutput", () => output.show()),
    vscode.commands.registerCommand("openrouter.setManagementKey", () =>
      setManagementKey(context.secrets),
    ),
    context.secrets.onDidChange(({ key }) => {
      if (key === MANAGEMENT_KEY) {
        void server.restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => server.trustGranted()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("openrouter.pythonPath")) {
        void server.restart();
      }
    }),
  );
  await server.restart();
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}
