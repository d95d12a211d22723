import type { Body } from '../../model/reader.ts'
import type { JsonEntry } from './entry.ts'

/** The lines of a record, in place of the JSON around them. What `around` says of them stays where the record says nothing. */
export function bodiesOf({ lines, writer }: JsonEntry, around: Body): readonly Body[] {
  const { stamp } = writer
  const opened = {
    ...around,
    ...writer,
    stamp: {
      bootSeconds: stamp.bootSeconds ?? around.stamp.bootSeconds,
      wall: stamp.wall ?? around.stamp.wall,
      age: null,
    },
    host: writer.host ?? around.host,
  }
  return lines.map((text, index) => ({ ...opened, text, continues: index > 0 }))
}
