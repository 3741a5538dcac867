import { describe, expect, test } from 'vitest';
import { deliverToShell } from '../../src/runbook/values/deliver-values.ts';
import { parseScript } from '../../src/shell/parse.ts';
import { putValues, stoppingHole } from '../../src/shell/put-values.ts';
import { listValuePlaces } from '../../src/shell/value-places.ts';

const VALUES = new Map([['V', 'a b']]);

function onPage(script: string, values = VALUES): string {
  const places = listValuePlaces(parseScript(script), script, new Set(['V']));
  const { text, assignments, unfit } = putValues(script, places, { values, hole: stoppingHole });
  return unfit.length > 0 ? `refused: ${unfit[0]?.reason ?? ''}` : [...assignments, text].join('\n');
}

function inRun(script: string): string {
  const { text, unfit } = deliverToShell(script, [{ name: 'V', allow: [] }], VALUES);
  return unfit.length > 0 ? `refused: ${unfit[0]?.reason ?? ''}` : text;
}

const LOST = 'refused: no variable gets past the command around it: write `NAME="$NAME"` there';

describe('a value that a program takes from its environment', () => {
  test.each([
    ['docker run -e V image', "docker run -e V='a b' image"],
    ['docker run -eV image', "docker run -eV='a b' image"],
    ['docker run --rm -ite V image', "docker run --rm -ite V='a b' image"],
    ['docker exec --env V web env', "docker exec --env V='a b' web env"],
    ['docker compose run --env=V web', "docker compose run --env=V='a b' web"],
    ['podman run -e V image', "podman run -e V='a b' image"],
    ['docker build --build-arg V .', "docker build --build-arg V='a b' ."],
    ['sudo -E docker run -e V image', "sudo -E docker run -e V='a b' image"],
    ['systemd-run -E V id', "systemd-run -E V='a b' id"],
    ['export V; ./deploy.sh', "export V='a b'; ./deploy.sh"],
    ['declare -x V; ./deploy.sh', "declare -x V='a b'; ./deploy.sh"],
  ])('is written there on the page, and in the environment of a run: %s', (script, text) => {
    expect(onPage(script)).toBe(text);
    expect(inRun(script)).toBe(script);
  });

  test.each([
    'printenv V',
    "envsubst '$V' < f",
    `awk 'BEGIN { print ENVIRON["V"] }'`,
    "node -e 'process.env.V'",
    `python3 - <<'EOF'\nimport os; print(os.environ['V'])\nEOF`,
    `python3 <<< "import os; os.getenv('V')"`,
    "yq '.a = strenv(V)' f",
    'openssl enc -pass env:V',
    'curl --variable %V --expand-url "https://host/{{V}}"',
    'git --config-env=http.extraHeader=V fetch',
    'docker build --secret id=token,env=V .',
    'sudo --preserve-env=A,V printenv V',
    'ssh -o SendEnv=V host printenv V',
    'su -w V - app -c "printenv V"',
    'su app -c "printenv V"',
    'docker run -e "V" image',
    "podman run -e 'V*' image",
    "podman run --env='*' image",
    'X=$(docker run -e V image)',
    'X=`docker run -e V image`',
    "bash -c 'printenv V'",
  ])('is exported before it on the page, and in the environment of a run: %s', (script) => {
    expect(onPage(script)).toBe(`export V='a b'\n${script}`);
    expect(inRun(script)).toBe(script);
  });

  test.each(['sudo docker run -e V image', 'docker exec box docker run -e V image'])(
    'is written there for both where the environment does not get there: %s',
    (script) => {
      const text = script.replace('-e V', "-e V='a b'");
      expect([onPage(script), inRun(script)]).toEqual([text, text]);
    },
  );

  test.each([
    'sudo -u app printenv V',
    'env -i printenv V',
    'env -u V printenv V',
    "ssh host 'docker run -e V image'",
    'ssh host docker run -e V image',
  ])('is refused where it would be lost without a word: %s', (script) => {
    expect([onPage(script), inRun(script)]).toEqual([LOST, LOST]);
  });

  test.each([
    'ssh host printenv V',
    'docker exec web printenv V',
    'kubectl exec web-0 -- printenv V',
    'su - app -c "printenv V"',
    'sudo V=1 printenv V',
    'env V=1 printenv V',
    'V=1; docker run -e V image',
    'V=1 docker run -e V image',
    'docker run -e V=1 image',
    'docker run -e VV image',
    'docker run image -e V',
    'docker --context x run --rm image -e V',
    'docker compose run web --env V',
    'podman exec web app -e V',
    "podman run -e 'W*' image",
    "podman run image -e 'V*'",
    "docker run -e 'V*' image",
    "sudo -E ls 'V*'",
    'echo V',
  ])('is none where another environment is asked, or the script sets it: %s', (script) => {
    expect([onPage(script), inRun(script)]).toEqual([script, script]);
  });

  test.each([
    ['docker run -e V image', 'docker run -e V="${V:?fill in V}" image'],
    ['export V; ./deploy.sh', 'export V="${V:?fill in V}"; ./deploy.sh'],
  ])('stops the shell where there is none yet: %s', (script, text) => {
    expect(onPage(script, new Map())).toBe(text);
  });
});
