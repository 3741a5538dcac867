type Environment = Readonly<Record<string, string | undefined>>;

/** Adds variables to an environment; `$NAME` and `${NAME}` in them stand for what is set already. */
export function withVariables(
  environment: Environment,
  added: Readonly<Record<string, string>>,
): Environment {
  return Object.entries(added).reduce<Environment>(
    (known, [name, text]) => ({
      ...known,
      [name]: text.replace(
        /\$(?:(\w+)|\{(\w+)\})/g,
        (_, bare?: string, braced?: string) => known[bare ?? braced ?? ''] ?? '',
      ),
    }),
    environment,
  );
}

/** The environment of an unattended run: a home and a place for temporary files of its own. */
export function freshEnvironment(
  environment: Environment,
  { home, temporary }: { home: string; temporary: string },
): Environment {
  const kept = Object.entries(environment).filter(
    ([name]) => !/^(XDG_\w+|PWD|OLDPWD|HISTFILE|BASH_ENV|ENV)$/.test(name),
  );
  return { ...Object.fromEntries(kept), HOME: home, TMPDIR: temporary };
}
