// Where the extension and the server write what they do.

import * as vscode from "vscode";

export function createOutput(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel("OpenRouter Keys", { log: true });
}

/**
 * A trace of the protocol holds the text of open documents, and so every key in them. The client
 * would write one whenever a channel's level is Trace, so it is given a channel that takes nothing.
 */
export function untraceable(output: vscode.LogOutputChannel): vscode.LogOutputChannel {
  const nothing = (): void => {};
  return {
    name: output.name,
    logLevel: vscode.LogLevel.Off,
    onDidChangeLogLevel: () => new vscode.Disposable(nothing),
    trace: nothing,
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: nothing,
    append: nothing,
    appendLine: nothing,
    replace: nothing,
    clear: nothing,
    show: nothing,
    hide: nothing,
    dispose: nothing,
  };
}
