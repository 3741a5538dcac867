import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

// Loaded before opsbook in the test of the installed program: what leads to another machine is refused, and told.

const OWN = new Set(['127.0.0.1', '::1', 'localhost', undefined, '']);

function refuse(what) {
  appendFileSync(process.env['NETWORK_CALLS'], `${what}\n`);
  throw new Error(`no network: ${what}`);
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function guarded(...args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const host = typeof first === 'object' ? first.host : second;
  const isFile = typeof first === 'object' ? first.path !== undefined : typeof first === 'string';
  if (!isFile && typeof host !== 'function' && !OWN.has(host)) refuse(`connect ${host}`);
  return connect.apply(this, args);
};

for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
  for (const module of [dns, dns.promises]) {
    const asked = module[name];
    module[name] = (host, ...rest) => (OWN.has(host) ? asked(host, ...rest) : refuse(`${name} ${host}`));
  }
}

dgram.createSocket = () => refuse('datagram');

syncBuiltinESMExports();
