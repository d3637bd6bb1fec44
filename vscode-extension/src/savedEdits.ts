// Edits that the server makes on request. A program reads a key from the disk, not from an editor.

import * as vscode from "vscode";
import type {
  ApplyWorkspaceEditParams,
  ApplyWorkspaceEditRequest,
  WorkspaceMiddleware,
} from "vscode-languageclient/node";

type ApplyEdit = NonNullable<WorkspaceMiddleware["handleApplyEdit"]>;
type Next = ApplyWorkspaceEditRequest.HandlerSignature;

/**
 * Saves a single file that an edit changed, unless it had changes before that were not saved.
 * VS Code itself saves the files of a refactoring only where they are several.
 */
export const applyAndSave: ApplyEdit = async (params, next: Next) => {
  const uris = editedDocuments(params);
  const wasDirty = openDocuments(uris).some((document) => document.isDirty);
  const result = await next(params, new vscode.CancellationTokenSource().token);
  const files = vscode.workspace.getConfiguration("files");
  const isWanted = params.metadata?.isRefactoring && files.get("refactoring.autoSave", true);
  if (isWanted && uris.size === 1 && !wasDirty && "applied" in result && result.applied) {
    await Promise.all(openDocuments(uris).map((document) => document.save()));
  }
  return result;
};

function editedDocuments({ edit }: ApplyWorkspaceEditParams): ReadonlySet<string> {
  const versioned = (edit.documentChanges ?? []).flatMap((change) =>
    "textDocument" in change ? [change.textDocument.uri] : [],
  );
  const uris = [...versioned, ...Object.keys(edit.changes ?? {})];
  // In the editor's own spelling.
  return new Set(uris.map((uri) => vscode.Uri.parse(uri).toString()));
}

function openDocuments(uris: ReadonlySet<string>): readonly vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter(({ uri }) => uris.has(uri.toString()));
}
