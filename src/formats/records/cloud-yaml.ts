import type { Line } from '../../model/line.ts'
import type { Body, RecordFormat, RecordReader } from '../../model/reader.ts'
import { bodiesOf } from '../json/bodies.ts'
import { entryOf } from '../json/entry.ts'
import { loadYaml } from '../yaml-library.ts'
import { logStart, recordBody } from './record-line.ts'
import { yamlObject } from './yaml-object.ts'

const ID = 'cloud-yaml'
const HEAD = /^(?:---\s*\n)?insertId: \S/
const PAYLOAD = /^(?:jsonPayload|textPayload):/m
/** Cloud Logging takes entries of up to 256 KiB. */
const MAX_ENTRY = 512 * 1024

function bodiesIn(lines: readonly Line[]): readonly Body[] {
  const object = yamlObject(lines.map(({ text }) => text).join('\n'))
  const entry = object && entryOf(object)
  if (entry === null) return []
  const line = lines.find(({ text }) => text.trimStart().startsWith(`${entry.key}:`)) ?? lines[0]
  return line === undefined ? [] : bodiesOf(entry, recordBody(line, '', ID))
}

function open(): RecordReader {
  let lines: Line[] = []
  let length = 0

  function finish(): readonly Body[] {
    const bodies = length > MAX_ENTRY ? [] : bodiesIn(lines)
    lines = []
    length = 0
    return bodies
  }

  return {
    take(line) {
      if (/^---\s*$/.test(line.text)) return finish()
      length += line.text.length + 1
      if (length <= MAX_ENTRY) lines.push(line)
      return []
    },
    close: finish,
  }
}

/** `gcloud logging read` as it prints by default: a document of YAML for each entry of Cloud Logging. */
export const cloudYaml: RecordFormat = {
  id: ID,
  matches(_path, head) {
    const text = head.slice(logStart(head))
    return HEAD.test(text) && PAYLOAD.test(text)
  },
  load: loadYaml,
  open,
}
