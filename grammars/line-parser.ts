import { CstParser, type IRecognitionException } from 'chevrotain'
import { lendRecording } from './recording.ts'

/** What Chevrotain calls its errors; it goes by the names. */
type ErrorName = 'NoViableAltException' | 'MismatchedTokenException'

/**
 * A parser of single lines. Many lines that hold a cue are none of a grammar's, and that is found out by an error. Chevrotain
 * makes much of one: where none of several ways fits it computes all that could have stood there for a message, which takes
 * many times as long as the parsing. Here an error says where it was, and no more.
 */
export class LineParser extends CstParser {
  private endRecording: (() => void) | null = null

  /** Called by Chevrotain (its `Parser`) before it runs the rules to learn what they are. */
  protected enableRecording(): void {
    this.RECORDING_PHASE = true
    this.endRecording = lendRecording(this)
  }

  /** Called by Chevrotain (its `Parser`) after that. */
  protected disableRecording(): void {
    this.RECORDING_PHASE = false
    this.endRecording?.()
  }

  /** Called by Chevrotain (its `ErrorHandler`) where none of several ways to go on fits. */
  protected raiseNoAltException(): never {
    return this.fail('NoViableAltException')
  }

  /** Called by Chevrotain (its `RecognizerEngine`) where another token stands than the only one that may. */
  protected consumeInternalError(): never {
    return this.fail('MismatchedTokenException')
  }

  private fail(name: ErrorName): never {
    const error: IRecognitionException = {
      name,
      message: 'the text is another one from here on',
      token: this.LA(1),
      resyncedTokens: [],
      context: { ruleStack: [], ruleOccurrenceStack: [] },
    }
    this.errors = [error]
    throw error
  }
}
