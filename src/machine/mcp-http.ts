import { createHash, timingSafeEqual } from 'node:crypto';
import {
  createMcpHandler,
  hostHeaderValidationResponse,
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  OAuthError,
  OAuthErrorCode,
  originValidationResponse,
  requireBearerAuth,
} from '@modelcontextprotocol/server';
import { MCP_PATH } from './mcp-path.ts';
import { mcpServer } from './mcp-server.ts';
import type { ServedBook } from './served-book.ts';

/** Who may ask a server over HTTP. */
export interface Admitting {
  /** Names that it is asked by besides those of this machine, as a proxy passes them on. */
  readonly names: readonly string[];
  /** What every request must bring; without it, only this machine reaches it. */
  readonly token: string | undefined;
}

/** A server over HTTP: a request in, an answer out. */
export interface McpHttp {
  answer(request: Request): Promise<Response>;
  close(): Promise<void>;
}

/** Bytes of a request: the longest text that a tool takes, and room around it. */
const MOST_ASKED = 2_500_000;

/**
 * A server of one book over Streamable HTTP. A page of somebody else, in a browser on this machine, can reach it by a
 * name that leads here: so it answers to known names, and to known origins where there is one.
 */
export function mcpHttp(
  served: ServedBook,
  { names, token }: Admitting,
  onError: (error: Error) => void,
): McpHttp {
  const handler = createMcpHandler(() => mcpServer(served), {
    onerror: onError,
    maxRequestBodySize: MOST_ASKED,
  });
  const hosts = [...localhostAllowedHostnames(), ...names];
  const origins = [...localhostAllowedOrigins(), ...names];
  const admit = token === undefined ? undefined : requireBearerAuth({ verifier: verifierOf(token) });
  return {
    async answer(request) {
      const refused =
        hostHeaderValidationResponse(request, hosts) ?? originValidationResponse(request, origins);
      if (refused) return refused;
      if (new URL(request.url).pathname !== MCP_PATH)
        return new Response(`The server is at ${MCP_PATH}.\n`, { status: 404 });
      const admitted = await admit?.(request);
      if (admitted instanceof Response) return admitted;
      return handler.fetch(request, admitted ? { authInfo: admitted } : {});
    },
    close: handler.close,
  };
}

/** Seconds that an admission holds: it is asked for again with each request. */
const A_WHILE = 60;

/** Takes one token. How long it takes tells nobody how much of a wrong one was right. */
function verifierOf(token: string): Parameters<typeof requireBearerAuth>[0]['verifier'] {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const known = digest(token);
  return {
    verifyAccessToken: (given) =>
      timingSafeEqual(known, digest(given))
        ? Promise.resolve({
            token: given,
            clientId: 'bearer',
            scopes: [],
            expiresAt: Date.now() / 1000 + A_WHILE,
          })
        : Promise.reject(
            new OAuthError(OAuthErrorCode.InvalidToken, 'This token is not the one that was set.'),
          ),
  };
}
