// What a step took in and gave out, as text: what suspicion and provenance read.

export interface StepText {
  input: string;
  output: string;
}
