// Answers on this machine what a healthy system answers, so that `opsbook verify` can run the demo book's HTTP
// checks: a path that the table lacks is 404, as it would be there.
import { createServer } from 'node:http';

const collection = (points) => ({ result: { status: 'green', points_count: points }, status: 'ok' });

/** Port, then path, then what is answered. */
const ANSWERS = {
  // The backend.
  8001: { '/health': { status: 'ok' } },
  // n8n.
  5678: { '/healthz': { status: 'ok' } },
  // Qdrant.
  6333: {
    '/healthz': 'healthz check passed',
    '/collections': {
      result: { collections: [{ name: 'doctor_style' }, { name: 'medical_knowledge' }] },
      status: 'ok',
    },
    '/collections/doctor_style': collection(412),
    '/collections/medical_knowledge': collection(9350),
    '/collections/doctor_style/snapshots': {
      result: [{ name: 'doctor_style-2026-10-01.snapshot', size: 1048576 }],
      status: 'ok',
    },
  },
  // Prometheus.
  9090: {
    '/api/v1/targets': {
      status: 'success',
      data: { activeTargets: [{ health: 'up', scrapePool: 'backend' }] },
    },
    '/api/v1/query': { status: 'success', data: { resultType: 'vector', result: [] } },
  },
};

for (const [port, answers] of Object.entries(ANSWERS)) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const answer = answers[pathname];
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer ?? { error: 'not found' }));
  });
  server.on('error', (error) => {
    process.stderr.write(`port ${port} is taken: ${error.message}\n`);
    process.exit(80);
  });
  server.listen(Number(port), '127.0.0.1');
}
