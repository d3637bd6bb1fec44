// Begins to read a command's output without a gap.

/**
 * Calls `read`, and has it listen at once.
 *
 * The editor begins to listen one microtask after `execution.read()` returns. Where the news that
 * a command has begun, what it printed and that it has ended come in one piece, all of it is lost
 * before that: of most commands that end within 10 ms, and on a busy machine of slower ones too.
 * While `read` runs, and nothing else can, a microtask is therefore run where it is queued. An
 * editor that queues none is not affected.
 */
export function readAtOnce<Stream>(read: () => Stream): Stream {
  const { queueMicrotask } = globalThis;
  globalThis.queueMicrotask = (task) => task();
  try {
    return read();
  } finally {
    globalThis.queueMicrotask = queueMicrotask;
  }
}
