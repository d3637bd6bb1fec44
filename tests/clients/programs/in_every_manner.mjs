// Prints one failure in every manner in which Node programs print theirs.

function begin(manner) {
  console.log(`@@@ ${manner}`);
}

export async function inEveryManner(ask) {
  begin("answer");
  try {
    console.log(await ask());
  } catch (error) {
    begin("console.error");
    console.error(error);
    begin("message");
    console.error("The model did not answer:", error.message);
    begin("JSON");
    console.log(JSON.stringify(error));
    begin("pretty JSON");
    console.log(JSON.stringify(error, null, 2));
    begin("stack");
    console.error(error.stack);
    begin("uncaught");
    throw error;
  }
}
