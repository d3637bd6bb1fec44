// Everything about what programs print, put together.

import * as vscode from "vscode";
import type { Server } from "../server.ts";
import { watchDebugConsoles } from "./debugConsoles.ts";
import { explainLastCommand, explainSelection, explainTerminalSelection } from "./explaining.ts";
import { History } from "./history.ts";
import { Links } from "./links.ts";
import { Notebooks } from "./notebooks.ts";
import { OutputSender } from "./outputSender.ts";
import { runAgain } from "./runAgain.ts";
import { ShellCommands } from "./shellCommands.ts";
import { WatchStatus } from "./watchStatus.ts";

const SETTING = "terminal.enabled";

/** Watches terminals, tasks, debug consoles and notebooks while the setting says so. */
export function watchOutputs(server: Server, output: vscode.LogOutputChannel): vscode.Disposable {
  const sender = new OutputSender(server, () =>
    output.warn("The server was too slow for what a terminal printed; a part was not read."),
  );
  const history = new History<vscode.Terminal>(() => status.show());
  const status = new WatchStatus(history, () => ({
    isEnabled: isEnabled(),
    isServerRunning: server.generation !== undefined,
  }));
  let watchers = watch();

  function watch(): vscode.Disposable {
    if (!isEnabled()) {
      return vscode.Disposable.from();
    }
    return vscode.Disposable.from(
      new ShellCommands(sender, history),
      watchDebugConsoles(sender),
      new Notebooks(sender),
      vscode.window.registerTerminalLinkProvider(
        new Links((method, params) => server.request(method, params)),
      ),
    );
  }

  const last = (terminal: vscode.Terminal) => {
    history.lookedAt(terminal);
    return history.last(terminal);
  };
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    status,
    { dispose: () => watchers.dispose() },
    server.onDidChangeRunning(() => status.show()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`openrouter.${SETTING}`)) {
        watchers.dispose();
        watchers = watch();
        status.show();
      }
    }),
    registerCommand("openrouter.explainSelection", explainSelection),
    registerCommand("openrouter.explainTerminalSelection", () => explainTerminalSelection(last)),
    registerCommand("openrouter.explainLastCommand", () => explainLastCommand(last)),
    registerCommand("openrouter.howToWatch", () => status.explain()),
    registerCommand("openrouter.runAgain", (argument) => runAgain(history, argument)),
  );
}

function isEnabled(): boolean {
  return vscode.workspace.getConfiguration("openrouter").get<boolean>(SETTING, true);
}
