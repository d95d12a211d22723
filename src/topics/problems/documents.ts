import type { ProblemTexts } from './problem-text.ts'

/** Problems with documents and lines of any kind, and oomlens itself. */
export const documentProblems: ProblemTexts<'DOCUMENT' | 'LINE' | 'READER'> = {
  DOCUMENT_DAMAGED: {
    means: 'A document (JSON, YAML, kubectl output) is broken at some place. What could be read around it is used.',
    usualCause: 'It was cut, or edited, or a message of a tool stands in the middle.',
    toDo: 'Collect it again.',
  },
  DOCUMENT_TOO_LARGE: {
    means: 'A document is larger than 512 MiB and was searched for lines of the kernel only.',
    usualCause: 'All pods of a large cluster in one file.',
    toDo: 'Give it in parts, one namespace a file.',
  },
  LINE_TOO_LONG: {
    means:
      'A line is longer than 1 MiB, and its beginning was read; or it holds words of the OOM killer and is longer than 16 KiB, and was not read.',
    usualCause: 'No log at all, or a log that lost its line ends.',
    toDo: 'Give the log as it was written, one record a line.',
  },
  LINE_NOT_UNDERSTOOD: {
    means: 'A line of a document of a known kind has a form that is not known. It was left out.',
    usualCause: 'A version of the tool that prints it differently, or a line that was edited.',
    toDo: 'Look at the line; please report it if the tool itself printed it.',
  },
  READER_FAILED: {
    means: 'Oomlens itself failed on a file. What it had read before is used.',
    usualCause: 'A bug.',
    toDo: 'Please report it, with the file if you may share it.',
  },
}
