// The few things that the editor does in the server's place.

import * as vscode from "vscode";
import type { Middleware, ShowDocumentParams } from "vscode-languageclient/node";
import { setOff } from "./hints.ts";
import { applyAndSave } from "./savedEdits.ts";

const COPIED_SECONDS = 3;

export function createMiddleware(extensionUri: vscode.Uri): Middleware {
  return {
    executeCommand: async (command, args, next) => {
      if (command === "openrouter.copyFingerprint") {
        return copyFingerprint(args[0]);
      }
      const result = await next(command, args);
      return command === "openrouter.copyReport" ? copyReport(result) : result;
    },
    provideInlayHints: async (document, range, token, next) =>
      setOff((await next(document, range, token)) ?? []),
    workspace: { handleApplyEdit: applyAndSave },
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
    await copy(fingerprint, "Fingerprint copied; it does not tell the key");
  }
}

async function copyReport(result: unknown): Promise<void> {
  const { text } = (result ?? {}) as { text?: unknown };
  if (typeof text === "string") {
    await copy(text, "Report copied; it holds no key");
  }
}

async function copy(text: string, message: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`$(check) ${message}`, COPIED_SECONDS * 1000);
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
