import { describe, expect, it } from 'vitest';
import { ENGLISH } from '../../src/search/language.ts';
import { isName, nameKey, splitWords } from '../../src/search/words.ts';

const SPLIT: readonly (readonly [text: string, words: string])[] = [
  ['KubeletDown', 'kubelet down kubeletdown'],
  ['virt-handler pods', 'virt handler virthandler pods'],
  ['disk_full', 'disk full diskfull'],
  ['spec.replicas', 'spec replicas specreplicas'],
  ['etcdGRPCRequestsSlow', 'etcd grpc requests slow etcdgrpcrequestsslow'],
  ['gRPC vCPU PVCs IPv6 iSCSI', 'grpc vcpu pvcs ipv6 iscsi'],
  ['CephOSDsDown', 'ceph osds down cephosdsdown'],
  ['ns/pod redis:6379', 'ns pod redis 6379'],
  ["can't, the pod's", 'cant the pod'],
  ['Überlast im Café', 'uberlast im cafe'],
  ['データベース障害', 'デー ータ タベ ベー ース ス障 障 障害 害'],
  ['再起動', '再 再起 起 起動 動'],
  ['鍵', '鍵'],
  ['Podが再', 'pod が再 再'],
  ['เซิร์ฟ', 'เซิ ซิร์ ร์ฟ'],
  ['🔥 down', 'down'],
  ['', ''],
];

describe('splitWords', () => {
  it.each(SPLIT)('reads %j as %j', (text, words) => {
    expect(
      splitWords(text)
        .map(({ text }) => text)
        .join(' '),
    ).toBe(words);
  });

  it('says where each word stands', () => {
    const text = 'see KubeletDown';
    expect(splitWords(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'see',
      'Kubelet',
      'Down',
      'KubeletDown',
    ]);
  });

  it('leaves out runs that are too long for words', () => {
    expect(splitWords(`key ${'a1'.repeat(100)} end`).map(({ text }) => text)).toEqual(['key', 'end']);
  });
});

describe('nameKey', () => {
  it.each(['KubeletDown', 'kubelet-down', 'kubelet_down', 'kubelet down', 'kubeletdown', 'Kubelet Down'])(
    'reads %j as the same name',
    (name) => {
      expect(nameKey(name)).toBe('kubeletdown');
    },
  );

  it.each([
    ['KubeletDown', true],
    ['disk_full', true],
    ['redis', false],
    ['two words', false],
    ['KubeletDown.', false],
    ['', false],
  ])('%j is a name: %j', (text, expected) => {
    expect(isName(text)).toBe(expected);
  });
});

describe('stem', () => {
  it.each([
    ['failing failed fails failure', 'fail'],
    ['expired expires expiration', 'expir'],
    ['queue queued queues queuing', 'queu'],
    ['migrate migration migrating migrated', 'migrat'],
    ['running runs run', 'run'],
    ['replicas replica', 'replica'],
    ['status', 'status'],
    ['memory memories', 'memori'],
    ['grpc', 'grpc'],
    ['5xx', '5xx'],
  ])('%s have one stem', (words, expected) => {
    expect(new Set(words.split(' ').map(ENGLISH.stem))).toEqual(new Set([expected]));
  });
});
