// Matches `# Wrong - missing colon`, `# ❌ Don't`, `// bad`: the mistake is what the author shows.
export const SHOWS_A_MISTAKE =
  /^[ \t]{0,99}(?:#|\/\/)[ \t]{0,9}(?:[❌✗✘🚫]|(?:technically[ \t])?(?:wrong|bad|incorrect|invalid|broken|don't|do not)\b)/imu;
