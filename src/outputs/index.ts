import type { Output } from '../model/output.ts'
import { html } from './html.ts'
import { json } from './json.ts'
import { markdown } from './markdown.ts'
import { ndjson } from './ndjson.ts'
import { text } from './text.ts'

/** Every way to write a report, the default first. */
export const outputs: readonly Output[] = [text, json, ndjson, markdown, html]
