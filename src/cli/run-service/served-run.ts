// What a site is served with where its commands can be run: loaded for `--run` alone.
export { endServing } from './end-serving.ts';
export { openRunService } from './open-run-service.ts';
