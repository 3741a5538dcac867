import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { chromium } from '@playwright/test';
import { installedBrowser } from '../installed-browser.ts';

const PROJECT = join(import.meta.dirname, '../..');

/** Milliseconds that a query takes in Chromium. */
export interface BrowserTimes {
  readonly p50: number;
  readonly p95: number;
}

/** Files that a page may ask for, by path; what is not among them is read from the project. */
export type Served = ReadonlyMap<string, string | Uint8Array>;

/**
 * Asks an engine every query in a real browser: once to warm up, then once to measure.
 * @param program a module's text that exports `ask(query)`; its imports are paths of the project
 */
export async function timeInBrowser(
  program: string,
  { files, queries }: { readonly files: Served; readonly queries: readonly string[] },
): Promise<BrowserTimes> {
  const server = await serve(new Map([...files, ['/program.js', program], ['/', '<!doctype html>']]));
  const browser = await chromium.launch(installedBrowser());
  try {
    const page = await browser.newPage();
    // The port of a server that listens.
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    const times = await page.evaluate(measure, queries);
    const at = (share: number): number => times[Math.floor(share * (times.length - 1))] ?? 0;
    return { p50: at(0.5), p95: at(0.95) };
  } finally {
    await browser.close();
    server.close();
  }
}

/** Runs in the page. */
async function measure(queries: readonly string[]): Promise<number[]> {
  const path = '/program.js';
  // The module that `timeInBrowser` was given.
  const { ask } = (await import(path)) as { ask: (query: string) => unknown };
  for (const query of queries) await ask(query);
  const times: number[] = [];
  for (const query of queries) {
    const start = performance.now();
    await ask(query);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}

function serve(files: Served): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    void contentOf(pathname, files).then(
      (content) => response.writeHead(200, { 'Content-Type': typeOf(pathname) }).end(content),
      () => response.writeHead(404).end(),
    );
  });
  return new Promise((ready) => server.listen(0, 'localhost', () => ready(server)));
}

async function contentOf(pathname: string, files: Served): Promise<string | Uint8Array> {
  const given = files.get(pathname);
  if (given !== undefined) return given;
  const text = await readFile(join(PROJECT, normalize(pathname)), 'utf8');
  return pathname.endsWith('.ts') ? stripTypeScriptTypes(text) : text;
}

function typeOf(pathname: string): string {
  if (/\.(ts|js)$/.test(pathname)) return 'text/javascript';
  if (pathname.endsWith('.json')) return 'application/json';
  if (pathname.endsWith('.wasm')) return 'application/wasm';
  return pathname === '/' ? 'text/html' : 'application/octet-stream';
}
