// The view of all keys in the side bar. It shows what the server says, and decides nothing.

import * as vscode from "vscode";
import { changedRows } from "./changes.ts";
import { type ListedKey, parseKeyList } from "./keyList.ts";
import { OneAtATime } from "./oneAtATime.ts";
import { attention, type Row, rowsOf } from "./rows.ts";

export const VIEW = "openrouter.keys";

/** Asks the server for the list; undefined while no server runs. */
export type Ask = () => Promise<unknown> | undefined;

const NOT_TRUSTED = "This workspace is not trusted: no key is sent to OpenRouter.";

/**
 * Rows are known to the editor by their names alone, which stay: so it keeps what is selected and
 * unfolded while everything else about a row changes.
 */
export class KeysView implements vscode.TreeDataProvider<string>, vscode.Disposable {
  readonly #ask: Ask;
  readonly #view: vscode.TreeView<string>;
  readonly #changes = new vscode.EventEmitter<string[] | undefined>();
  readonly #listeners: vscode.Disposable;
  readonly #refreshing: OneAtATime;
  #rows: readonly Row[] = [];
  #byId: ReadonlyMap<string, Row> = new Map();
  #isComplete = false;

  readonly onDidChangeTreeData = this.#changes.event;

  constructor(ask: Ask) {
    this.#ask = ask;
    this.#refreshing = new OneAtATime(() => this.#look());
    this.#view = vscode.window.createTreeView(VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.#listeners = vscode.workspace.onDidGrantWorkspaceTrust(() => this.#showTrust());
  }

  /** The row that is selected. */
  get selected(): string | undefined {
    return this.#view.selection[0];
  }

  /** The key that a row is about. */
  fingerprintOf(row: string): string | undefined {
    return this.#byId.get(row)?.fingerprint;
  }

  /** Effect: shows what the server says now. */
  async refresh(): Promise<void> {
    await this.#refreshing.run();
  }

  getTreeItem(id: string): vscode.TreeItem {
    const row = this.#byId.get(id);
    return row === undefined ? new vscode.TreeItem("") : treeItem(row);
  }

  getChildren(id?: string): string[] {
    const rows = id === undefined ? this.#rows : (this.#byId.get(id)?.children ?? []);
    return rows.map((row) => row.id);
  }

  getParent(id: string): string | undefined {
    return this.#rows.find(({ children }) => children.some((child) => child.id === id))?.id;
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#view.dispose();
    this.#changes.dispose();
  }

  async #look(): Promise<void> {
    const { keys, isComplete } = parseKeyList(await this.#ask());
    this.#show(keys);
    if (isComplete !== this.#isComplete) {
      this.#isComplete = isComplete;
      // Only then may the view say that there are none.
      await vscode.commands.executeCommand("setContext", "openrouter.listed", isComplete);
    }
  }

  #show(keys: readonly ListedKey[]): void {
    const before = this.#rows;
    this.#rows = rowsOf(keys);
    this.#byId = new Map(
      this.#rows.flatMap((row) => [row, ...row.children]).map((row) => [row.id, row]),
    );
    this.#showBadge(attention(keys));
    this.#showTrust();
    const changed = changedRows(before, this.#rows);
    if (changed === undefined || changed.length > 0) {
      this.#changes.fire(changed === undefined ? undefined : [...changed]);
    }
  }

  #showBadge(count: number): void {
    const tooltip = `${count} ${count === 1 ? "key needs" : "keys need"} attention`;
    this.#view.badge = count === 0 ? undefined : { value: count, tooltip };
  }

  #showTrust(): void {
    // Where there are no rows, the editor shows either a message or a welcome, and that tells more.
    const isToBeSaid = !vscode.workspace.isTrusted && this.#rows.length > 0;
    this.#view.message = isToBeSaid ? NOT_TRUSTED : "";
  }
}

function treeItem(row: Row): vscode.TreeItem {
  const { None, Expanded } = vscode.TreeItemCollapsibleState;
  // So at first; from then on the editor keeps what the user made of it.
  const item = new vscode.TreeItem(row.label, row.children.length === 0 ? None : Expanded);
  item.id = row.id;
  item.description = row.description;
  item.tooltip = row.tooltip;
  item.contextValue = row.context;
  item.accessibilityInformation = { label: row.spoken };
  if (row.icon !== undefined) {
    const { name, colour } = row.icon;
    item.iconPath = new vscode.ThemeIcon(name, colour && new vscode.ThemeColor(colour));
  }
  if (row.place !== undefined) {
    const uri = vscode.Uri.parse(row.place.uri);
    const at = new vscode.Position(row.place.line, row.place.character);
    item.resourceUri = uri;
    item.iconPath = vscode.ThemeIcon.File;
    const selection = new vscode.Range(at, at);
    item.command = { command: "vscode.open", title: "Open", arguments: [uri, { selection }] };
  }
  return item;
}
