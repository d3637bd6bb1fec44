// Links on what a terminal shows: the server says where, and which command each runs.

import * as vscode from "vscode";
import { whereabouts } from "./explaining.ts";
import { parseLinks } from "./linkWords.ts";

/** Asks the server; undefined while none runs. */
export type Ask = (method: string, params: object) => Promise<unknown> | undefined;

interface Link extends vscode.TerminalLink {
  readonly command: string;
  readonly arguments: readonly unknown[];
  readonly terminal: vscode.Terminal;
}

// A pointer rests on the line meanwhile, and no line that a person reads is longer.
const LONGEST_LINE = 2000;

export class Links implements vscode.TerminalLinkProvider<Link> {
  readonly #ask: Ask;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  async provideTerminalLinks({ line, terminal }: vscode.TerminalLinkContext): Promise<Link[]> {
    if (line.length > LONGEST_LINE || line.trim() === "") {
      return [];
    }
    try {
      // It is answered before the pointer is gone: a cancelled one would stand in the log.
      const answer = await this.#ask("openrouter/terminal/links", { line });
      return parseLinks(answer, line).map((link) => ({ ...link, terminal }));
    } catch {
      // A server that stops meanwhile: a link less, and nothing to tell.
      return [];
    }
  }

  async handleTerminalLink({ command, arguments: given, terminal }: Link): Promise<void> {
    // The server was asked about a line alone; where it stands helps to find the key.
    const place = command === "openrouter.explainText" ? whereabouts(terminal) : {};
    const [argument, ...others] = given;
    await vscode.commands.executeCommand(command, { ...place, ...Object(argument) }, ...others);
  }
}
