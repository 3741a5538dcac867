/**
 * Node's own HTTP. An `import` of `node:http` reads all that it exports, `WebSocket` too, and with that comes a second
 * HTTP client that nobody here calls: it took 50 ms of every start.
 */
export const { createServer, request } = process.getBuiltinModule('node:http');
