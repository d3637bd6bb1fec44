// Python as the PATH knows it.

import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";
import type { Candidate } from "./interpreter.ts";

/** What a person would type, in the order tried. */
const NAMES: readonly { name: string; args: readonly string[] }[] =
  process.platform === "win32"
    ? [
        { name: "py.exe", args: ["-3"] },
        { name: "python3.exe", args: [] },
        { name: "python.exe", args: [] },
      ]
    : [
        { name: "python3", args: [] },
        { name: "python", args: [] },
        // A system whose python3 is older often has newer ones beside it.
        { name: "python3.14", args: [] },
        { name: "python3.13", args: [] },
        { name: "python3.12", args: [] },
        { name: "python3.11", args: [] },
      ];

/** Every Python on `searchPath`, named by its absolute path. */
export function* pythonsOnPath(searchPath: string): Generator<Candidate> {
  for (const { name, args } of NAMES) {
    for (const command of programsOnPath(name, searchPath)) {
      yield { command, args, namedBy: "on the PATH" };
    }
  }
}

/** The programs of a name on `searchPath`, by their absolute paths. */
export function* programsOnPath(name: string, searchPath: string): Generator<string> {
  for (const folder of searchPath.split(path.delimiter)) {
    const file = path.join(folder, name);
    // A relative entry, or an empty one, means the current folder: whatever lies there.
    if (path.isAbsolute(folder) && isProgram(file)) {
      yield file;
    }
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
