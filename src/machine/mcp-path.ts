/** The only path that a server over HTTP answers at. */
export const MCP_PATH = '/mcp';
