import fc from 'fast-check'

/** Messages, some of which look like a wrapping themselves. */
export const anyMessage: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '',
    ' active_file:1',
    '[    1.000000] x',
    '[  T1] x',
    '<4>',
    ' [T1]',
    '4,5,6,-;x',
    'Jan 15 08:30:10 a b: c',
  ),
)
