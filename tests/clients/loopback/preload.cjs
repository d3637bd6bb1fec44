// Makes loopback all there is of the network, and puts openrouter.ai there.
// Node loads this first where NODE_OPTIONS says --require.
const net = require("node:net");

const HERE = new Set(["127.0.0.1", "localhost"]);
const PORT = process.env.OPENROUTER_AI_PORT;
const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function (...given) {
  // Called with the arguments as they are, or with Node's own normalised array of them.
  const options = Array.isArray(given[0]) ? given[0][0] : given[0];
  if (typeof options !== "object" || options.path) throw new Error("not an address on loopback");
  if (options.host === "openrouter.ai" && PORT) {
    options.port = Number(PORT);
    options.lookup = (_host, wanted, done) =>
      wanted.all ? done(null, [{ address: "127.0.0.1", family: 4 }]) : done(null, "127.0.0.1", 4);
  } else if (!HERE.has(options.host)) {
    options.lookup = (host, _wanted, done) => done(notFound(host));
  }
  return connect.apply(this, given);
};

function notFound(hostname) {
  const about = { errno: -3008, code: "ENOTFOUND", syscall: "getaddrinfo", hostname };
  return Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), about);
}
