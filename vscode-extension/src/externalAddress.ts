// The way from the user's browser to a port of the machine that the server runs on.

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

/**
 * Answers the server's `openrouter/externalAddress`. Over SSH and in containers the port is
 * forwarded to the user's machine; a VS Code in the browser goes through its own address.
 */
export function answerAddresses(client: LanguageClient): void {
  client.onRequest("openrouter/externalAddress", async ({ uri }: { readonly uri: string }) => {
    const address = await vscode.env.asExternalUri(vscode.Uri.parse(uri, true));
    return address.toString();
  });
}
