/** What one tool's facts come from besides its layers and the corrections. */
export interface Source {
  readonly tool: string;
  /** Fig's module, when it is not the tool's name; false: Fig is not asked. */
  readonly fig?: string | false;
  /** Knows all that another tool knows, under its own name. */
  readonly like?: string;
  /** Its layers are complete: what was committed before does not add to them. */
  readonly isComplete?: boolean;
}

/** Fig knows them; nobody of us has checked them against the tool. */
const figOnly =
  'ansible-playbook ansible-galaxy argo aws-vault cloudflared cosign doppler helmfile k3d k6 kafkactl kubectx kubens mongoimport ' +
  'op pipenv pre-commit pulumi rclone supabase tailscale terragrunt tkn trivy tmux';

/** Tools of the first data, to which Fig still adds. */
const seeded =
  'brew cargo doctl flyctl go heroku kind make minikube mongosh node npm npx pnpm poetry railway scp sqlite3 ssh vault ' +
  'vercel yarn helm git terraform';

/** Every tool that Fig is asked for, or that is like another; add yours here. */
export const sources: readonly Source[] = [
  { tool: 'kubectl', fig: false, isComplete: true },
  { tool: 'oc', fig: false, like: 'kubectl' },
  ...['istioctl', 'consul', 'nats'].map((tool) => ({ tool, fig: false as const, isComplete: true })),
  // OpenBao came from Vault and takes nearly all that it takes.
  { tool: 'vault', like: 'bao' },
  ...seeded.split(' ').map((tool) => ({ tool })),
  ...figOnly.split(' ').map((tool) => ({ tool })),
];

/** Tools that only Fig knows, unless they were read whole: a finding about them is possible, not certain. */
export const unverified: ReadonlySet<string> = new Set(figOnly.split(' '));
