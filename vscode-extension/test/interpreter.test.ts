import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Candidate,
  chooseInterpreter,
  describe,
  type Interpreter,
} from "../src/python/interpreter.ts";

const anywhere = (): boolean => true;

function candidate(command: string): Candidate {
  return { command, args: [], namedBy: "a test" };
}

/** A machine where each command is a Python of a version, or does not run. */
function machine(versions: Record<string, [number, number]>) {
  const probed: string[] = [];
  const probe = async ({ command }: Candidate): Promise<Interpreter> => {
    probed.push(command);
    const version = versions[command];
    if (version === undefined) {
      throw new Error("there is no such file");
    }
    return { executable: command, major: version[0], minor: version[1] };
  };
  return { probe, probed };
}

test("the first that is new enough is taken, and no later one is run", async () => {
  const { probe, probed } = machine({ "/old": [3, 10], "/good": [3, 11], "/newer": [3, 14] });
  const choice = await chooseInterpreter(
    ["/gone", "/old", "/good", "/newer"].map(candidate),
    probe,
    anywhere,
  );
  assert.equal(choice.interpreter?.executable, "/good");
  assert.deepEqual(probed, ["/gone", "/old", "/good"]);
  assert.deepEqual(choice.rejected.map(describe), [
    "/gone (a test): does not run: there is no such file",
    "/old (a test): is Python 3.10, older than 3.11",
  ]);
});

test("a later major version is new enough, whatever its minor", async () => {
  const { probe } = machine({ "/next": [4, 0] });
  const choice = await chooseInterpreter([candidate("/next")], probe, anywhere);
  assert.equal(choice.interpreter?.executable, "/next");
});

test("none is taken where none serves", async () => {
  const { probe } = machine({ "/old": [2, 7] });
  const choice = await chooseInterpreter([candidate("/old")], probe, anywhere);
  assert.equal(choice.interpreter, undefined);
  assert.equal(choice.rejected.length, 1);
});

test("one that may not be run is not even asked for its version", async () => {
  const { probe, probed } = machine({ "/workspace/python": [3, 12], "/usr/python": [3, 12] });
  const choice = await chooseInterpreter(
    [candidate("/workspace/python"), candidate("/usr/python")],
    probe,
    (file) => !file.startsWith("/workspace"),
  );
  assert.equal(choice.interpreter?.executable, "/usr/python");
  assert.deepEqual(probed, ["/usr/python"]);
});

test("a launcher that leads to one that may not be run is passed over", async () => {
  const probe = async (): Promise<Interpreter> => ({
    executable: "/workspace/python",
    major: 3,
    minor: 12,
  });
  const choice = await chooseInterpreter(
    [candidate("/usr/py")],
    probe,
    (file) => !file.startsWith("/workspace"),
  );
  assert.equal(choice.interpreter, undefined);
});
