/** What a service worker has and a page has not, as far as ours uses it. */
export interface WorkerScope {
  readonly registration: { readonly scope: string; unregister(): Promise<boolean> };
  readonly location: { readonly origin: string };
  readonly caches: CacheStorage;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: {
      readonly type: 'window';
    }): Promise<readonly { postMessage(message: unknown): void }[]>;
  };
  fetch(request: Request | string, init?: RequestInit): Promise<Response>;
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: LongEvent) => void): void;
  addEventListener(type: 'message', listener: (event: Message) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
}

interface LongEvent {
  waitUntil(work: Promise<unknown>): void;
}

interface Message extends LongEvent {
  readonly data: unknown;
  /** Where an answer is waited for. */
  readonly ports: readonly MessagePort[];
}

interface Fetching {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
