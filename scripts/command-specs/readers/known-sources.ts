import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { SpecFile } from '../../../src/shell/specs/spec.ts';
import { fromCobraDocs } from './docs.ts';
import { fromCobraVariables } from './cobra-variables.ts';
import { fromCobraSource } from './cobra-source.ts';
import { fromFisk } from './fisk.ts';
import { fromGitManual } from './git-manual.ts';
import { fromHelpTexts } from './hashicorp.ts';
import { fromKafka } from './kafka.ts';
import { fromUrfave } from './urfave.ts';

/** A project whose own documents or source say what its tools take. */
export interface KnownSource {
  /** As on GitHub: `argoproj/argo-cd`. */
  readonly project: string;
  /** What of it is read. */
  readonly part: string;
  /** The tools and their facts, from a checkout. */
  readonly read: (folder: string) => Readonly<Record<string, SpecFile | undefined>>;
}

const cobra = (tool: string, root: string, folders: readonly string[]): KnownSource['read'] => {
  return (at) => ({
    [tool]: fromCobraSource({ tool, root, folders: folders.map((one) => path.join(at, one)) }),
  });
};

/** Projects that are read, by the name that `scripts/read-commands.ts source` takes. Add yours here. */
export const knownSources: Readonly<Record<string, KnownSource>> = {
  argocd: {
    project: 'argoproj/argo-cd',
    part: 'docs/user-guide/commands',
    read: (at) => ({ argocd: fromCobraDocs(path.join(at, 'docs/user-guide/commands'), 'argocd') }),
  },
  git: {
    project: 'git/git',
    part: 'Documentation',
    read: (at) => ({ git: fromGitManual(path.join(at, 'Documentation')) }),
  },
  oc: {
    project: 'openshift/oc',
    part: 'pkg/cli',
    read: cobra('oc', 'cli.NewOcCommand', [
      'pkg/cli',
      'pkg/helpers',
      'vendor/k8s.io/kubectl/pkg',
      'vendor/k8s.io/cli-runtime/pkg',
    ]),
  },
  helm: {
    project: 'helm/helm-www',
    part: 'docs/helm',
    read: (at) => ({ helm: fromCobraDocs(path.join(at, 'docs/helm'), 'helm') }),
  },
  rclone: {
    project: 'rclone/rclone',
    part: 'docs/content/commands',
    read: (at) => ({ rclone: fromCobraDocs(path.join(at, 'docs/content/commands'), 'rclone') }),
  },
  velero: {
    project: 'vmware-tanzu/velero',
    part: 'pkg/cmd',
    read: cobra('velero', 'velero.NewCommand', ['pkg/cmd', 'pkg/util', 'pkg/client']),
  },
  istio: {
    project: 'istio/istio',
    part: 'istioctl',
    read: cobra('istioctl', 'cmd.GetRootCmd', ['istioctl', 'operator', 'pkg/log', 'pkg/kube']),
  },
  cilium: {
    project: 'cilium/cilium-cli',
    part: 'vendor/github.com/cilium/cilium/cilium-cli',
    read: cobra('cilium', 'cli.NewCiliumCommand', ['vendor/github.com/cilium/cilium/cilium-cli']),
  },
  kustomize: {
    project: 'kubernetes-sigs/kustomize',
    part: 'kustomize',
    read: cobra('kustomize', 'commands.NewDefaultCommand', ['kustomize']),
  },
  nerdctl: { project: 'containerd/nerdctl', part: 'cmd', read: cobra('nerdctl', 'main.newApp', ['cmd']) },
  flux: {
    project: 'fluxcd/flux2',
    part: 'cmd/flux',
    read: (at) => ({ flux: fromCobraVariables(path.join(at, 'cmd/flux'), 'flux', 'rootCmd') }),
  },
  yq: { project: 'mikefarah/yq', part: 'cmd', read: cobra('yq', 'cmd.New', ['cmd']) },
  gh: { project: 'cli/cli', part: 'pkg/cmd', read: cobra('gh', 'root.NewCmdRoot', ['pkg']) },
  nomad: {
    project: 'hashicorp/nomad',
    part: 'command',
    read: (at) => ({
      nomad: fromHelpTexts({
        folder: path.join(at, 'command'),
        tool: 'nomad',
        shared: /^generalOptionsUsage$/,
      }),
    }),
  },
  terraform: {
    project: 'hashicorp/terraform',
    part: 'internal/command',
    read: (at) => ({
      terraform: fromHelpTexts({ folder: path.join(at, 'internal/command'), tool: 'terraform' }),
    }),
  },
  tofu: {
    project: 'opentofu/opentofu',
    part: 'internal/command',
    read: (at) => ({ tofu: fromHelpTexts({ folder: path.join(at, 'internal/command'), tool: 'tofu' }) }),
  },
  bao: {
    project: 'openbao/openbao',
    part: 'internal/command',
    read: (at) => {
      const bao = fromHelpTexts({
        folder: path.join(at, 'internal/command'),
        tool: 'bao',
        shared: /^flagSet$/,
      });
      return { bao };
    },
  },
  nats: {
    project: 'nats-io/natscli',
    part: 'cli',
    read: (at) => ({ nats: fromFisk(path.join(at, 'cli'), 'nats', path.join(at, 'nats/main.go')) }),
  },
  promtool: {
    project: 'prometheus/prometheus',
    part: 'cmd/promtool',
    read: (at) => {
      const folder = path.join(at, 'cmd/promtool');
      return { promtool: fromFisk(folder, 'promtool', path.join(folder, 'main.go')) };
    },
  },
  crictl: {
    project: 'kubernetes-sigs/cri-tools',
    part: 'cmd/crictl',
    read: (at) => ({ crictl: fromUrfave(path.join(at, 'cmd/crictl'), 'crictl', 'main.go') }),
  },
  kafka: {
    project: 'apache/kafka',
    part: 'bin, tools, core',
    read: (at) =>
      Object.fromEntries(
        readdirSync(path.join(at, 'bin'))
          .filter((name) => /^(kafka|connect)-[\w-]+\.sh$/.test(name))
          .map((name) => [name.replace(/\.sh$/, ''), fromKafka(at, name)]),
      ),
  },
};
