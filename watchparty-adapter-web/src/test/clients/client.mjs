// Speaks to the server with ws from npm, as it is told by lines on its input, and tells what comes, line by line.
// usage: client.mjs URL CARRIER
import { createInterface } from "node:readline";
import WebSocket from "ws";

const [url, carrier] = process.argv.slice(2);
const socket = new WebSocket(url, ["watchparty.v2", carrier]);
const say = (...words) => console.log(words.join(" "));

socket.on("open", () => say("open", socket.protocol, socket.extensions));
socket.on("message", (data) => say("text", data.toString()));
socket.on("pong", (data) => say("pong", data.toString()));
socket.on("close", (code, reason) => {
    say("closed", code, reason.toString());
    process.exit();
});
socket.on("error", (error) => say("error", error.message));

createInterface({ input: process.stdin }).on("line", (line) => {
    const [word, ...rest] = line.split("\t");
    if (word === "fragments") rest.forEach((part, at) => socket.send(part, { fin: at === rest.length - 1 }));
    if (word === "ping") socket.ping(rest[0]);
    if (word === "close") socket.close(1000, "done");
});
