// Loads the environment files of the current folder as a program would, and prints the variable.
"use strict";

const [loader, variable, mode] = process.argv.slice(2);

const LOADERS = {
  dotenv: () => require("dotenv").config({ quiet: true }),
  "dotenv-override": () => require("dotenv").config({ quiet: true, override: true }),
  next: () => {
    process.env.NODE_ENV = mode;
    const silent = { info() {}, error: console.error };
    require("@next/env").loadEnvConfig(process.cwd(), mode === "development", silent);
  },
  // What Vite reads each of its files with; that the environment wins is Vite's own doing.
  parseEnv: () => {
    const text = require("node:fs").readFileSync(".env", "utf8");
    process.env[variable] ??= require("node:util").parseEnv(text)[variable];
  },
};

LOADERS[loader]();
process.stdout.write(process.env[variable] ?? "");
