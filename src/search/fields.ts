/** What the value of a field in a log line, a notification or a JSON document is worth for finding a runbook. */
export type FieldMeaning = 'name' | 'said' | 'context' | 'noise';

const NAME = /^(?:alert_?name|alert|rule_?name)$/;

const SAID =
  /^(?:\w*mess?age|msg|log|err|errors?|\w*description|desc|summary|title|subject|headline|reason|\w*exception|cause|caused by|details?|text|body|content|event|what|problem|symptom|warning|fatal|panic|failure|stderr|output|last state|status_?text|note|annotations?|state|conditions?|incident|issue|trigger)$/;

// Times, ids, addresses, and what says where a line was printed rather than what happened.
const NOISE =
  /^@?(?:ts|t|time|timestamp|date|level|lvl|log\.?level|severity|urgency|priority|status|caller|source|logger|file|line|thread|pid|tid|uid|uuid|guid|id|\w*[_\-.]?id|trace|span|fingerprint|hash|sha|digest|version|receiver|starts?_?at|ends?_?at|started|ended|created|updated|generator_?url|external_?url|url|uri|href|link|silence_?url|group_?key|truncated_?alerts|ip|\w*_ip|remote\w*|peer|addr\w*|address|client|host_?ip|port|attempts?|retr(?:y|ies)\w*|duration\w*|latency|elapsed|took|count|value|age|user_?agent|tags|color|assigned to|acknowledge|actions?|image|image id|container id|qos class|node-selectors|tolerations|annotations hash|labels|volumes|mounts|limits|requests|environment|start time|priority class name|service account|prometheus|endpoint|http\.\w+|method)$/;

/** Judges a field by its name. */
export function meaningOf(field: string): FieldMeaning {
  const name = field.toLowerCase();
  if (NAME.test(name)) return 'name';
  if (SAID.test(name)) return 'said';
  return NOISE.test(name) ? 'noise' : 'context';
}
