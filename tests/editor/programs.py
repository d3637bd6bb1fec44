"""Programs that ask OpenRouter with the key of the folder's `.env`, as a person's would."""

ASKING_IN_PYTHON = """\
import json
import os
import urllib.error
import urllib.request

with open(".env") as lines:
    env = dict(line.strip().split("=", 1) for line in lines if "=" in line)

QUESTION = {"model": "simulator/echo", "messages": [{"role": "user", "content": "hi"}]}
request = urllib.request.Request(
    os.environ["OPENROUTER_BASE_URL"] + "/chat/completions",
    data=json.dumps(QUESTION).encode(),
    headers={
        "Authorization": "Bearer " + env["OPENROUTER_API_KEY"],
        "Content-Type": "application/json",
    },
)
try:
    print(urllib.request.urlopen(request).read().decode())
except urllib.error.HTTPError as error:
    raise SystemExit(f"Error code: {error.code} - {json.load(error)}")
"""

ASKING_IN_NODE = """\
import { readFileSync } from "node:fs";

const key = readFileSync(".env", "utf8").match(/^OPENROUTER_API_KEY=(.*)$/m)[1];
const answer = await fetch(`${process.env.OPENROUTER_BASE_URL}/chat/completions`, {
  method: "POST",
  headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
  body: JSON.stringify({ model: "simulator/echo", messages: [{ role: "user", content: "hi" }] }),
});
console.error(answer.status, await answer.text());
"""
