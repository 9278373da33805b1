// Words by which steps give themselves away. English only: in other languages the features of structure and of figures speak alone.

/** A decision that rests on something that nobody looked up. */
export const GUESSES =
  /\b(?:assum\w*|hypothetical\w*|for (?:the )?(?:sake|purpose)s? of|sample (?:data|values?)|example data|dummy|placeholder|simulat\w+|suppose|generally speaking|typically|from memory|my knowledge|known (?:facts|information)|historical(?:ly)? (?:known|data)|mock\w*|let's say|presum\w+|estimat\w+)\b/iu;
/** A later step that takes something back. */
export const OBJECTS =
  /\b(?:incorrect\w*|wrong(?:ly)?|mistakes?|mistaken|errors?|erroneous|inaccura\w+|inconsisten\w+|discrepanc\w+|not (?:correct|accurate|right|found)|overlooked|should (?:be|have been)|failed to|did not (?:successfully )?(?:extract|return|find|provide)|couldn't|unable to|wasn't (?:able|found)|missed)\b/iu;
/** The plan is given up for another one. */
export const CHANGES_PLAN =
  /\b(?:instead|alternativ\w+|another (?:approach|method|way)|different (?:approach|method|strategy)|manual(?:ly)?|refin\w+|revis\w+|expand (?:our|the) search|let's (?:try|correct|adjust|modify|update)|retry|new plan|updated (?:plan|code|script))\b/iu;
/** A tool result that is a failure although the call came back. */
export const FAILING_RESULT =
  /\b(?:exitcode: [1-9]|execution failed|traceback|exception|timed? ?out|error\b|not found|no results?|unauthori[sz]ed|forbidden|denied|rate limit|4\d\d (?:client|error)|5\d\d (?:server|error))/iu;
export const CODE = /```|\bdef \w+\(|\bimport \w+/u;
