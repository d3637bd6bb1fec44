// Asks a model through the AI SDK and OpenRouter's provider for it.
import { createOpenRouter } from "@openrouter/ai-sdk-provider";
import { generateText } from "ai";

import { inEveryManner } from "./in_every_manner.mjs";

await inEveryManner(async () => {
  const openrouter = createOpenRouter({
    baseURL: process.env.OPENROUTER_BASE_URL,
    apiKey: process.env.OPENROUTER_API_KEY,
  });
  const model = openrouter(process.env.MODEL);
  const { text } = await generateText({ model, prompt: "Hi", maxRetries: Number(process.env.RETRIES) });
  return text;
});
