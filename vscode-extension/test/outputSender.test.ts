import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { type Limits, OutputSender, type Receiver } from "../src/terminal/outputSender.ts";

interface Params {
  terminalId: string;
  data?: string;
  exitCode?: number;
}

/** A server that writes down what it is sent, one letter a message: start, write, end. */
class Server implements Receiver {
  generation: number | undefined = 1;
  readonly received: [string, Params][] = [];
  /** Done when the message may leave; a slow server's is not. */
  gate: Promise<void> = Promise.resolve();

  async send(method: string, params: object): Promise<void> {
    this.received.push([method.replace("openrouter/terminal/did", ""), params as Params]);
    await this.gate;
  }

  /** All that arrived of a terminal: [START], the text, [END exit code]. */
  read(terminalId: string): string {
    return this.received
      .filter(([, params]) => params.terminalId === terminalId)
      .map(([method, { data, exitCode }]) => {
        const signs: Record<string, string> = { Start: "[START]", End: `[END ${exitCode}]` };
        return signs[method] ?? data;
      })
      .join("");
  }

  get lengths(): number[] {
    return this.received.flatMap(([, { data }]) => (data === undefined ? [] : [data.length]));
  }
}

const LIMITS: Limits = { gatherMilliseconds: 5, messageLength: 10, waitingLength: 100 };

function opened(limits: Partial<Limits> = {}) {
  const server = new Server();
  const losses: number[] = [];
  const sender = new OutputSender(server, () => losses.push(1), { ...LIMITS, ...limits });
  return { server, sender, losses };
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

/** Lets the time pass for which chunks are gathered, and everything arrive that may. */
async function settled(): Promise<void> {
  mock.timers.tick(LIMITS.gatherMilliseconds);
  await new Promise((resolve) => setImmediate(resolve));
}

/** Sends chunks and tells what arrives of them, and in messages of which lengths. */
async function check(chunks: string[], arrives: string, lengths: number[]): Promise<void> {
  const { server, sender } = opened();
  const stream = sender.open("t", { name: "bash" });
  for (const chunk of chunks) {
    stream.write(chunk);
  }
  stream.end(3);
  await settled();
  assert.equal(server.read("t"), `[START]${arrives}[END 3]`);
  assert.deepEqual(server.lengths, lengths);
}

test("chunks are gathered into one message", () => check(["a", "b", "", "c"], "abc", [3]));
test("a command that prints nothing starts and ends", () => check([], "", []));
test("a flood is cut into messages", () =>
  check(["0123456789".repeat(2), "abc"], "01234567890123456789abc", [10, 10, 3]));
test("a character is not cut in two", () =>
  check(["012345678\u{1f511}x"], "012345678\u{1f511}x", [11, 1]));

test("the server is told what runs where before it gets a word", async () => {
  const { server, sender } = opened();
  const details = { name: "bash", commandLine: "python app.py", cwd: "/work" };
  sender.open("terminal:1", details).write("401");
  await settled();
  assert.deepEqual(server.received, [
    ["Start", { terminalId: "terminal:1", ...details }],
    ["Write", { terminalId: "terminal:1", data: "401" }],
  ]);
});

test("what is written is sent soon, though the command goes on", async () => {
  const { server, sender } = opened();
  const stream = sender.open("t", { name: "bash" });
  stream.write("one ");
  await settled();
  stream.write("two");
  await settled();
  assert.equal(server.read("t"), "[START]one two");
});

test("a terminal's next command begins after the earlier one has ended", async () => {
  const { server, sender } = opened();
  const first = sender.open("t", { name: "bash" });
  first.write("first".repeat(5));
  const second = sender.open("t", { name: "bash" });
  second.write("second");
  first.write("!");
  first.end(1);
  second.end(2);
  await settled();
  assert.equal(server.read("t"), "[START]firstfirstfirstfirstfirst![END 1][START]second[END 2]");
});

test("a terminal that floods does not keep the others waiting", async () => {
  const { server, sender } = opened();
  sender.open("flood", { name: "bash" }).write("x".repeat(90));
  sender.open("other", { name: "bash" }).write("401");
  await settled();
  const other = server.received.findIndex(([, { data }]) => data === "401");
  assert.ok(other < 6, `it was message ${other}`);
  assert.equal(server.read("flood").length, "[START]".length + 90);
});

test("nothing is sent after the end, and the end is sent once", async () => {
  const { server, sender } = opened();
  const stream = sender.open("t", { name: "bash" });
  stream.end(0);
  stream.write("late");
  stream.end(1);
  await settled();
  assert.equal(server.read("t"), "[START][END 0]");
});

test("a slow server is waited for, and gets few long messages then", async () => {
  const { server, sender } = opened();
  let open = (): void => {};
  server.gate = new Promise((resolve) => {
    open = resolve;
  });
  const stream = sender.open("t", { name: "bash" });
  for (const letter of "abcdefghijklmno") {
    stream.write(letter);
    await settled();
  }
  assert.equal(server.received.length, 1);
  server.gate = Promise.resolve();
  open();
  await settled();
  assert.equal(server.read("t"), "[START]abcdefghijklmno");
  assert.deepEqual(server.lengths, [1, 10, 4]);
});

test("a server that takes nothing costs the oldest output, and the gap is no line", async () => {
  const { server, sender, losses } = opened({ messageLength: 1000 });
  const stream = sender.open("t", { name: "bash" });
  stream.write("old ".repeat(20));
  stream.write("new ".repeat(20));
  assert.equal(losses.length, 1);
  await settled();
  assert.equal(server.read("t"), `[START]\r\n${"new ".repeat(20)}`);
});

test("a flood that comes in one piece is kept, however long it is", async () => {
  const { server, sender, losses } = opened({ messageLength: 1000 });
  sender.open("t", { name: "bash" }).write("flood".repeat(100));
  await settled();
  assert.equal(losses.length, 0);
  assert.equal(server.read("t"), `[START]${"flood".repeat(100)}`);
});

test("while no server runs, output is dropped; the next is told anew what runs", async () => {
  const { server, sender } = opened();
  const stream = sender.open("t", { name: "bash" });
  stream.write("one");
  await settled();
  server.generation = undefined;
  stream.write("lost");
  await settled();
  server.generation = 2;
  stream.write("two");
  await settled();
  stream.end(0);
  await settled();
  assert.equal(server.read("t"), "[START]one[START]two[END 0]");
});

test("a server that goes away in the middle does no harm", async () => {
  const { server, sender } = opened();
  const stream = sender.open("t", { name: "bash" });
  server.send = () => Promise.reject(new Error("the connection is closed"));
  stream.write("lost");
  await settled();
  const next = new Server();
  server.send = (method, params) => next.send(method, params);
  server.generation = 2;
  stream.write("two");
  await settled();
  assert.equal(next.read("t"), "[START]two");
});
