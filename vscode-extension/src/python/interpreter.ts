// What is known of one Python, and which one is taken.

export const OLDEST_PYTHON = { major: 3, minor: 11 } as const;

/** A Python that might serve: how it is started, and who named it. */
export interface Candidate {
  readonly command: string;
  readonly args: readonly string[];
  readonly namedBy: string;
}

/** What a Python said of itself. */
export interface Interpreter {
  readonly executable: string;
  readonly major: number;
  readonly minor: number;
}

export interface Rejection {
  readonly candidate: Candidate;
  readonly reason: string;
}

export type Choice =
  | { readonly interpreter: Interpreter; readonly rejected: readonly Rejection[] }
  | { readonly interpreter: undefined; readonly rejected: readonly Rejection[] };

/** Starts a candidate and has it tell its version; rejects when it cannot. */
export type Probe = (candidate: Candidate) => Promise<Interpreter>;

/** Tells whether a file may be run; one that a workspace brings along may only be when trusted. */
export type MayRun = (file: string) => boolean;

/** The first candidate that may be run, runs and is new enough, and why those before it were not. */
export async function chooseInterpreter(
  candidates: AsyncIterable<Candidate> | Iterable<Candidate>,
  probe: Probe,
  mayRun: MayRun,
): Promise<Choice> {
  const rejected: Rejection[] = [];
  for await (const candidate of candidates) {
    const verdict = await judge(candidate, probe, mayRun);
    if (typeof verdict !== "string") {
      return { interpreter: verdict, rejected };
    }
    rejected.push({ candidate, reason: verdict });
  }
  return { interpreter: undefined, rejected };
}

/** One line a person can read, for the log and the error message. */
export function describe({ candidate, reason }: Rejection): string {
  return `${[candidate.command, ...candidate.args].join(" ")} (${candidate.namedBy}): ${reason}`;
}

async function judge(
  candidate: Candidate,
  probe: Probe,
  mayRun: MayRun,
): Promise<Interpreter | string> {
  const untrusted = "lies in the workspace, which is not trusted";
  if (!mayRun(candidate.command)) {
    return untrusted;
  }
  let interpreter: Interpreter;
  try {
    interpreter = await probe(candidate);
  } catch (error) {
    return `does not run: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (!isNewEnough(interpreter)) {
    return `is Python ${interpreter.major}.${interpreter.minor}, older than ${OLDEST_PYTHON.major}.${OLDEST_PYTHON.minor}`;
  }
  // A launcher such as `py` may have led to another file than the one looked at before.
  return mayRun(interpreter.executable) ? interpreter : untrusted;
}

function isNewEnough({ major, minor }: Interpreter): boolean {
  return (
    major > OLDEST_PYTHON.major || (major === OLDEST_PYTHON.major && minor >= OLDEST_PYTHON.minor)
  );
}
