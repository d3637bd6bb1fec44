// What the cells of notebooks print.

import path from "node:path";
import * as vscode from "vscode";
import { CellReader } from "./notebookOutput.ts";
import type { OutputSender } from "./outputSender.ts";
import type { OutputStream } from "./outputStream.ts";

interface WatchedCell {
  readonly reader: CellReader;
  stream: OutputStream | undefined;
}

/** Watches the outputs that appear from now on; those that a notebook was saved with are old. */
export class Notebooks implements vscode.Disposable {
  readonly #sender: OutputSender;
  readonly #cells = new Map<vscode.NotebookCell, WatchedCell>();
  readonly #listeners: vscode.Disposable;

  constructor(sender: OutputSender) {
    this.#sender = sender;
    this.#listeners = vscode.Disposable.from(
      vscode.workspace.onDidChangeNotebookDocument(({ cellChanges, contentChanges }) => {
        for (const { cell, outputs, executionSummary } of cellChanges) {
          if (outputs !== undefined) {
            this.#read(cell, outputs);
          }
          if (executionSummary?.success !== undefined) {
            this.#end(cell, executionSummary.success ? 0 : 1);
          }
        }
        this.#forget(contentChanges.flatMap(({ removedCells }) => removedCells));
      }),
      vscode.workspace.onDidCloseNotebookDocument((notebook) => this.#forget(notebook.getCells())),
    );
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#forget([...this.#cells.keys()]);
  }

  #read(cell: vscode.NotebookCell, outputs: readonly vscode.NotebookCellOutput[]): void {
    let watched = this.#cells.get(cell);
    if (watched === undefined) {
      watched = { reader: new CellReader(), stream: undefined };
      this.#cells.set(cell, watched);
    }
    const { isAnew, text } = watched.reader.read(outputs.map(({ items }) => items));
    if (isAnew) {
      this.#end(cell);
    }
    if (text !== "") {
      watched.stream ??= this.#open(cell);
      watched.stream.write(text);
    }
  }

  #open(cell: vscode.NotebookCell): OutputStream {
    const { uri } = cell.notebook;
    return this.#sender.open(`notebook:${cell.document.uri}`, {
      name: `Notebook ${path.posix.basename(uri.path)}`,
      isTerminal: false,
      cwd: uri.scheme === "file" ? path.dirname(uri.fsPath) : undefined,
    });
  }

  #end(cell: vscode.NotebookCell, exitCode?: number): void {
    const watched = this.#cells.get(cell);
    watched?.stream?.end(exitCode);
    if (watched !== undefined) {
      watched.stream = undefined;
    }
  }

  #forget(cells: readonly vscode.NotebookCell[]): void {
    for (const cell of cells) {
      this.#end(cell);
      this.#cells.delete(cell);
    }
  }
}
