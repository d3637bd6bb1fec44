import assert from "node:assert/strict";
import { test } from "node:test";
import { OneAtATime } from "../src/keys/oneAtATime.ts";

/** A task that ends only when told to, and the times that it was begun. */
function task(): { begun: number; end: () => void; run: () => Promise<void> } {
  const given = {
    begun: 0,
    end: (): void => {},
    run: (): Promise<void> => {
      given.begun += 1;
      return new Promise((resolve) => {
        given.end = resolve;
      });
    },
  };
  return given;
}

test("asked for thrice while it runs, it runs once more", async () => {
  const given = task();
  const one = new OneAtATime(given.run);
  const first = one.run();
  const later = [one.run(), one.run(), one.run()];
  assert.equal(given.begun, 1);
  given.end();
  await new Promise(setImmediate);
  assert.equal(given.begun, 2);
  given.end();
  await Promise.all([first, ...later]);
  assert.equal(given.begun, 2);
});

test("asked for later, it runs again", async () => {
  let runs = 0;
  const one = new OneAtATime(async () => {
    runs += 1;
  });
  await one.run();
  await one.run();
  assert.equal(runs, 2);
});

test("after a failure it runs again", async () => {
  let runs = 0;
  const one = new OneAtATime(async () => {
    runs += 1;
    if (runs === 1) {
      throw new Error("no server");
    }
  });
  await assert.rejects(one.run());
  await one.run();
  assert.equal(runs, 2);
});
