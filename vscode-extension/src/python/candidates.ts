// The Pythons of this machine, the most deliberately named first.

import path from "node:path";
import * as vscode from "vscode";
import type { Candidate } from "./interpreter.ts";
import { programsOnPath, pythonsOnPath } from "./searchPath.ts";

const PYTHON_EXTENSION_SECONDS = 5;

/** The part of the Python extension's interface that is used here. */
interface PythonExtension {
  readonly environments: {
    getActiveEnvironmentPath(): { readonly path: string };
    resolveEnvironment(environment: {
      readonly path: string;
    }): Promise<{ readonly executable: { readonly uri?: vscode.Uri } } | undefined>;
  };
}

export async function* pythonCandidates(): AsyncGenerator<Candidate> {
  const searchPath = process.env.PATH ?? "";
  const named = vscode.workspace.getConfiguration("openrouter").get("pythonPath", "").trim();
  if (named !== "") {
    const [onPath] = path.isAbsolute(named) ? [] : programsOnPath(named, searchPath);
    yield { command: onPath ?? named, args: [], namedBy: "setting openrouter.pythonPath" };
  }
  // Its interpreter may lie in the workspace, and asking for it makes it look there.
  if (vscode.workspace.isTrusted) {
    const active = await withinSeconds(activePython(), PYTHON_EXTENSION_SECONDS);
    if (active !== undefined) {
      yield { command: active, args: [], namedBy: "the Python extension's environment" };
    }
  }
  yield* pythonsOnPath(searchPath);
}

async function activePython(): Promise<string | undefined> {
  try {
    const api = await vscode.extensions
      .getExtension<PythonExtension>("ms-python.python")
      ?.activate();
    const environment = await api?.environments.resolveEnvironment(
      api.environments.getActiveEnvironmentPath(),
    );
    return environment?.executable.uri?.fsPath;
  } catch {
    // Another extension's trouble is not ours: the PATH is asked next.
    return undefined;
  }
}

async function withinSeconds<T>(answer: Promise<T>, seconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), seconds * 1000);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
