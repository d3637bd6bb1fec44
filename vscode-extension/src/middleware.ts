// The few things that the editor does in the server's place.

import * as vscode from "vscode";
import type { Middleware, ShowDocumentParams } from "vscode-languageclient/node";

const COPIED_SECONDS = 3;

export function createMiddleware(extensionUri: vscode.Uri): Middleware {
  return {
    executeCommand: (command, args, next) =>
      command === "openrouter.copyFingerprint" ? copyFingerprint(args[0]) : next(command, args),
    window: {
      showDocument: async (params, token, next) => {
        if (!isBundledPage(params, extensionUri)) {
          return next(params, token);
        }
        await vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.parse(params.uri));
        return { success: true };
      },
    },
  };
}

// The server has no clipboard.
async function copyFingerprint(argument: unknown): Promise<void> {
  const { fingerprint } = (argument ?? {}) as { fingerprint?: unknown };
  if (typeof fingerprint === "string") {
    await vscode.env.clipboard.writeText(fingerprint);
    vscode.window.setStatusBarMessage(
      "$(check) Fingerprint copied; it does not tell the key",
      COPIED_SECONDS * 1000,
    );
  }
}

/** Our own explanations are pages to read; any other Markdown file is somebody's source. */
function isBundledPage(params: ShowDocumentParams, extensionUri: vscode.Uri): boolean {
  const uri = vscode.Uri.parse(params.uri);
  return (
    params.external !== true &&
    uri.scheme === "file" &&
    uri.path.endsWith(".md") &&
    uri.path.startsWith(`${extensionUri.path}/`)
  );
}
