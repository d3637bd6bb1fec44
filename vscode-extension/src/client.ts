// One connection to one server process.

import * as vscode from "vscode";
import { LanguageClient, RevealOutputChannelOn } from "vscode-languageclient/node";
import { answerAddresses } from "./externalAddress.ts";
import { answerInputs, isOutOfReach } from "./inputBox.ts";
import { createMiddleware } from "./middleware.ts";
import { untraceable } from "./output.ts";
import type { Interpreter } from "./python/interpreter.ts";

/**
 * The server that came with the extension, not started yet. It runs apart from the workspace:
 * another folder, no `PYTHON*` variables (-I), so that no file of the workspace is ever imported.
 */
export function createClient(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
  python: Interpreter,
  managementKey: string | undefined,
): LanguageClient {
  const launcher = vscode.Uri.joinPath(context.extensionUri, "bundled", "launch.py");
  const server = {
    command: python.executable,
    // VS Code lets no workspace set openrouter.baseUrl, which the manifest scopes to the machine.
    args: ["-I", "-X", "utf8", launcher.fsPath, "--machine-settings", "--stdio"],
    options: { cwd: context.globalStorageUri.fsPath },
  };
  const client = new LanguageClient("openrouter", "OpenRouter Keys", server, {
    // Keys stand in source code of every language, and in files with no name yet.
    documentSelector: [
      { scheme: "file" },
      { scheme: "untitled" },
      { scheme: "vscode-notebook-cell" },
    ],
    diagnosticCollectionName: "openrouter",
    initializationOptions: () => ({
      trusted: vscode.workspace.isTrusted,
      statusNotifications: true,
      keysNotifications: true,
      terminals: true,
      clipboard: true,
      inputs: true,
      remote: isOutOfReach(),
      externalAddresses: true,
      settings: vscode.workspace.getConfiguration("openrouter"),
      managementKey,
    }),
    synchronize: { configurationSection: "openrouter" },
    markdown: { supportThemeIcons: true },
    middleware: createMiddleware(context.extensionUri),
    outputChannel: output,
    traceOutputChannel: untraceable(output),
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  });
  answerInputs(client);
  answerAddresses(client);
  return client;
}
