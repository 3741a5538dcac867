import { expect, test } from 'vitest';
import { isBareInMongo } from '../../src/shell/mongo-place.ts';

test.each<[string, boolean]>([
  ['db.t.find({id: $V})', true],
  ['db.t.find({id:$V})', true],
  ['db.t.find($V)', true],
  ['db.t.find({}, $V)', true],
  ['db["t"].find({id: $V})', true],
  ['db .t.find({id: $V})', true],
  ['db.t.find({a: [$V]})', true],
  ['db.t.find({a: 1 - $V})', true],
  ['x; db.t.find({a: "b", id: $V})', true],
  ['db.t.find({a: "b\\"c", id: $V})', true],
  ['db.t.find({a: \\"b\\", id: $V})', true],
  ['db.t.update({$V, a: 1})', true],
  ['db.t.find({a: "b\\\\", id: $V})', true],
  ['db.t.find({a: \\n$V})', false],
  ['x:$V', false],
  ['db.t.find(a$V)', false],
  ['db.t.find({id: 1 $V})', false],
  // In a string.
  ['db.t.find({id: "a:$V"})', false],
  ['db.tt.find({id: ":$V"})', false],
  ['db.t.find({id: \\":$V\\"})', false],
  ['db.t.find({id: "$V"})', false],
  ["db.t.find({id: '$V'})", false],
  ['db.t.find({id: `$V`})', false],
  ['db.t.find({id: "a\\": $V"})', false],
  ["db.t.find({id: '\"', a: ' : $V'})", false],
  // A name.
  ['db.$V.drop()', false],
  ['db.logs_$V.drop()', false],
  ['db.t.update({}, {$V: 1})', false],
  ['db.t.update({a: 1, $V : 1})', false],
  ['db.t.update({a: 1, b: $V: 1})', true],
  ['a.t.find({id: $V})', false],
  ['mydb.t.find({id: $V})', false],
])('%s: %s', (text, isBare) => {
  const [before = '', after = ''] = text.split('$V');
  expect(isBareInMongo({ before, after })).toBe(isBare);
});
