// The life of the language server: found a Python for, started, restarted, stopped.

import { mkdir } from "node:fs/promises";
import * as vscode from "vscode";
import { type LanguageClient, State } from "vscode-languageclient/node";
import { createClient } from "./client.ts";
import { tellWhatIsSent } from "./firstTime.ts";
import { MANAGEMENT_KEY } from "./managementKey.ts";
import { tellNoPython } from "./noPython.ts";
import { liesBelow } from "./python/boundary.ts";
import { pythonCandidates } from "./python/candidates.ts";
import { chooseInterpreter, describe, type Interpreter } from "./python/interpreter.ts";
import { probePython } from "./python/probe.ts";
import { NO_KEYS, parseStatus } from "./status.ts";
import type { StatusBar } from "./statusBar.ts";

type ServerState = "starting" | "running" | "stopped" | "noPython";

const STATES: Record<State, ServerState> = {
  [State.Starting]: "starting",
  [State.Running]: "running",
  [State.Stopped]: "stopped",
  [State.StartFailed]: "stopped",
};

export class Server {
  readonly #context: vscode.ExtensionContext;
  readonly #output: vscode.LogOutputChannel;
  readonly #statusBar: StatusBar;
  #client: LanguageClient | undefined;
  #generation = 0;
  readonly #runs = new vscode.EventEmitter<void>();
  readonly #keys = new vscode.EventEmitter<void>();
  // Starts and stops wait for one another, so that no two servers run at a time.
  #queue: Promise<void> = Promise.resolve();

  constructor(
    context: vscode.ExtensionContext,
    output: vscode.LogOutputChannel,
    statusBar: StatusBar,
  ) {
    this.#context = context;
    this.#output = output;
    this.#statusBar = statusBar;
  }

  /** It has begun or ceased to run. */
  readonly onDidChangeRunning = this.#runs.event;

  /** What it says of the keys may have changed. */
  readonly onDidChangeKeys = this.#keys.event;

  /** Another number for every server that has run; undefined while none runs. */
  get generation(): number | undefined {
    return this.#client?.isRunning() ? this.#generation : undefined;
  }

  /** Tells the server; done when the message has left this process. */
  async send(method: string, params: object): Promise<void> {
    await this.#client?.sendNotification(method, params);
  }

  /** Asks the server; undefined while none runs. */
  request(method: string, params: object): Promise<unknown> | undefined {
    return this.#client?.isRunning() ? this.#client.sendRequest(method, params) : undefined;
  }

  restart(): Promise<void> {
    return this.#enqueue(async () => {
      await this.#stop();
      await this.#start();
    });
  }

  stop(): Promise<void> {
    return this.#enqueue(() => this.#stop());
  }

  trustGranted(): Promise<void> {
    return this.#enqueue(async () => {
      if (this.#client === undefined) {
        // There may be a Python in the workspace, which may be run only now.
        await this.#start();
      } else {
        await this.#client.sendNotification("openrouter/didChangeTrust", { trusted: true });
      }
    });
  }

  async #start(): Promise<void> {
    tellState("starting");
    const python = await this.#findPython();
    if (python === undefined) {
      tellState("noPython");
      this.#statusBar.showNoPython();
      void tellNoPython();
      return;
    }
    const managementKey = await this.#context.secrets.get(MANAGEMENT_KEY);
    const client = createClient(this.#context, this.#output, python, managementKey);
    client.onNotification("openrouter/didChangeStatus", (params: unknown) => {
      if (client !== this.#client) {
        return;
      }
      const status = parseStatus(params);
      this.#statusBar.show(status);
      void tellWhatIsSent(this.#context.globalState, status);
    });
    client.onNotification("openrouter/didChangeKeys", () => {
      if (client === this.#client) {
        this.#keys.fire();
      }
    });
    client.onDidChangeState(({ newState }) => this.#showState(client, newState));
    this.#client = client;
    try {
      await client.start();
    } catch (error) {
      this.#output.error(`The server did not start: ${String(error)}`);
      tellState("stopped");
      this.#statusBar.showServerStopped();
    }
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#statusBar.show(NO_KEYS);
    tellState("starting");
    this.#runs.fire();
    try {
      await client?.dispose();
    } catch (error) {
      // A server that failed to start cannot be told to stop.
      this.#output.warn(`The server did not stop in good order: ${String(error)}`);
    }
  }

  #showState(client: LanguageClient, state: State): void {
    // What a client that was given up says late is not of the one that took its place.
    if (client !== this.#client) {
      return;
    }
    tellState(STATES[state]);
    if (state === State.Running) {
      this.#generation += 1;
    }
    this.#runs.fire();
    if (state === State.Stopped) {
      this.#statusBar.showServerStopped();
    }
  }

  async #findPython(): Promise<Interpreter | undefined> {
    const folder = this.#context.globalStorageUri.fsPath;
    await mkdir(folder, { recursive: true });
    const folders = vscode.workspace.workspaceFolders?.map(({ uri }) => uri.fsPath) ?? [];
    const { interpreter, rejected } = await chooseInterpreter(
      pythonCandidates(),
      (candidate) => probePython(candidate, folder),
      (file) => vscode.workspace.isTrusted || !liesBelow(file, folders),
    );
    for (const rejection of rejected) {
      this.#output.warn(`Passed over ${describe(rejection)}`);
    }
    if (interpreter === undefined) {
      this.#output.error("No Python 3.11 or newer was found.");
    } else {
      const { executable, major, minor } = interpreter;
      this.#output.info(`The server runs on Python ${major}.${minor}: ${executable}`);
    }
    return interpreter;
  }

  #enqueue(task: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(task);
    // A failed task must not keep the next one from running.
    this.#queue = done.catch((error: unknown) => this.#output.error(String(error)));
    return done;
  }
}

/** Effect: menus and views know whether there is a server, and if not, why. */
function tellState(state: ServerState): void {
  const { executeCommand } = vscode.commands;
  void executeCommand("setContext", "openrouter.running", state === "running");
  void executeCommand("setContext", "openrouter.server", state);
}
