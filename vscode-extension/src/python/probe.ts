// Asks a Python for its version by running it.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Candidate, Interpreter } from "./interpreter.ts";

const PROBE_SECONDS = 10;
const TELL_VERSION = "import json, sys; print(json.dumps([sys.executable, *sys.version_info[:2]]))";

/**
 * Runs the candidate in `folder`, which must not be the workspace: Windows looks for programs
 * there first, and version managers read a file there that says which Python to start.
 * `-I` keeps the environment and that folder out of its import path.
 */
export async function probePython(candidate: Candidate, folder: string): Promise<Interpreter> {
  const { stdout } = await promisify(execFile)(
    candidate.command,
    [...candidate.args, "-I", "-c", TELL_VERSION],
    { cwd: folder, timeout: PROBE_SECONDS * 1000, windowsHide: true, maxBuffer: 64 * 1024 },
  ).catch((error: NodeJS.ErrnoException & { killed?: boolean }) => {
    throw new Error(reasonOf(error));
  });
  return parseAnswer(stdout);
}

export function parseAnswer(stdout: string): Interpreter {
  let answer: unknown;
  try {
    answer = JSON.parse(stdout);
  } catch {
    throw new Error("its answer is not a version");
  }
  if (Array.isArray(answer)) {
    const [executable, major, minor] = answer as unknown[];
    if (
      typeof executable === "string" &&
      executable !== "" &&
      typeof major === "number" &&
      typeof minor === "number"
    ) {
      return { executable, major, minor };
    }
  }
  throw new Error("its answer is not a version");
}

function reasonOf(error: NodeJS.ErrnoException & { killed?: boolean }): string {
  if (error.killed === true) {
    return `no answer within ${PROBE_SECONDS} seconds`;
  }
  switch (error.code) {
    case "ENOENT":
      return "there is no such file";
    case "EACCES":
      return "it may not be run";
    default:
      return `it ended with ${error.code ?? "an error"}`;
  }
}
