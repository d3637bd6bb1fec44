// Asks a model through the openai package.
import OpenAI from "openai";

import { inEveryManner } from "./in_every_manner.mjs";

await inEveryManner(async () => {
  const client = new OpenAI({
    baseURL: process.env.OPENROUTER_BASE_URL,
    apiKey: process.env.OPENROUTER_API_KEY,
    maxRetries: 0,
  });
  const answer = await client.chat.completions.create({
    model: process.env.MODEL,
    messages: [{ role: "user", content: "Hi" }],
  });
  return answer.choices[0].message.content;
});
