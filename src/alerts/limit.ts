/** A comparison with a number: above or below it the alert is raised. */
export interface Limit {
  readonly operator: '>' | '>=' | '<' | '<=' | '==' | '!=';
  readonly value: number;
}
