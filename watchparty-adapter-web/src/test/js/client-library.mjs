// Lets Node.js find the client library at the address at which the server serves it to the page.
import { register } from "node:module";

const LIBRARY = new URL("../../../../watchparty-client/src/", import.meta.url).href;

register(`data:text/javascript,${encodeURIComponent(`
  export const resolve = (specifier, context, next) =>
    next(specifier.startsWith("/client/") ? ${JSON.stringify(LIBRARY)} + specifier.slice(8) : specifier, context);
`)}`);
