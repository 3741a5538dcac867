// Match `Expand-Archive a.zip`, `$x = Get-Service`, `Get-Item a | Remove-Item`, `$env:DISPLAY = "a"`; not `Install-Guide.md`.
const CMDLET =
  /^[ \t]{0,20}(?:PS [A-Z]:[^>\n]{0,99}> ?)?(?:\$\w{1,40} ?= ?)?(?:Add|Clear|Compress|Connect|ConvertFrom|ConvertTo|Copy|Disable|Disconnect|Enable|Expand|Export|Find|ForEach|Format|Get|Import|Install|Invoke|Measure|Mount|Move|New|Out|Receive|Register|Remove|Rename|Reset|Resolve|Restart|Resume|Select|Send|Set|Sort|Start|Stop|Suspend|Test|Uninstall|Unregister|Update|Wait|Where|Write)-[A-Z][A-Za-z]{2,40}(?:[ \t]+[-$"'.\w|{(]|[ \t]*$)/m;
// Match `$env:DISPLAY = "a"`, and a folder below one: `$env:appdata\app`.
const ENVIRONMENT = /^[ \t]{0,20}\$env:\w{1,40} {0,3}=|\$env:[a-z]\w{0,40}\\\w/im;

// What carries PowerShell to another machine, or is asked to run it.
const CARRIER = /\b(?:pwsh|powershell(?:\.exe)?)\b|<</i;

// Matches `.\debian`, `C:\Users`, `curl.exe -L`.
const WINDOWS = /(?:^|[\s"'])(?:\.\\[\w.]|[A-Z]:\\|~\\\w)|\b[\w-]{1,40}\.exe\b/m;

/** Whether a text that calls itself shell is written in PowerShell: a cmdlet is its first command, or one among Windows' paths. */
export function isPowerShell(text: string): boolean {
  if (CARRIER.test(text)) return false;
  if (ENVIRONMENT.test(text)) return true;
  if (!CMDLET.test(text)) return false;
  const first = text.split('\n').find((line) => !/^\s*(?:#|$)/.test(line)) ?? '';
  return CMDLET.test(first) || WINDOWS.test(text);
}
