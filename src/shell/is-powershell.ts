// Match `Expand-Archive a.zip`, `$x = Get-Service`, `Get-Item a | Remove-Item`, `$env:DISPLAY = "a"`; not `Install-Guide.md`.
const CMDLET =
  /^[ \t]{0,20}(?:PS [A-Z]:[^>\n]{0,99}> ?)?(?:\$\w{1,40} ?= ?)?(?:Add|Clear|Compress|Connect|ConvertFrom|ConvertTo|Copy|Disable|Disconnect|Enable|Expand|Export|Find|ForEach|Format|Get|Import|Install|Invoke|Measure|Mount|Move|New|Out|Receive|Register|Remove|Rename|Reset|Resolve|Restart|Resume|Select|Send|Set|Sort|Start|Stop|Suspend|Test|Uninstall|Unregister|Update|Wait|Where|Write)-[A-Z][A-Za-z]{2,40}(?:[ \t]+[-$"'.\w|{(]|[ \t]*$)/m;
const ENVIRONMENT = /^[ \t]{0,20}\$env:\w{1,40} {0,3}=/im;

// What carries PowerShell to another machine, or is asked to run it.
const CARRIER = /\b(?:pwsh|powershell(?:\.exe)?)\b|<</i;

/** Whether a text that calls itself shell is written in PowerShell: a cmdlet begins one of its lines. */
export function isPowerShell(text: string): boolean {
  return (CMDLET.test(text) || ENVIRONMENT.test(text)) && !CARRIER.test(text);
}
