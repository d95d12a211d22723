import { describe, expect, it } from 'vitest'
import { readGoStruct } from '../../../grammars/node/go-struct.ts'
import { readLogPairs } from '../../../grammars/node/log-pairs.ts'
import { expectLinear, long, taken } from '../kernel/support.ts'

const entries = (text: string) => taken(readGoStruct(text)).map(({ key, value }) => [key, value])

describe('a struct', () => {
  it('holds fields, those of inner ones after their own', () => {
    expect(entries('id:"a" at:{seconds:17 nanos:2} pid:3')).toEqual([
      ['id', '"a"'],
      ['at', ''],
      ['seconds', '17'],
      ['nanos', '2'],
      ['pid', '3'],
    ])
  })

  it('keeps blanks, colons and slashes of a value that is not quoted', () => {
    expect(
      entries(
        '&{ID:a b At:2021-03-01 10:00:00.1 +0000 UTC m=+1.2 Path:/x.slice:cri-containerd:8a Uri:docker://8a End:}',
      ),
    ).toEqual([
      ['ID', 'a b'],
      ['At', '2021-03-01 10:00:00.1 +0000 UTC m=+1.2'],
      ['Path', '/x.slice:cri-containerd:8a'],
      ['Uri', 'docker://8a'],
      ['End', ''],
    ])
  })

  it('may lack its end, where the line was cut', () => {
    expect(entries('{"ID":"a","Type":"b"')).toEqual([
      ['ID', '"a"'],
      ['Type', '"b"'],
    ])
  })

  it.each(['no struct', '{a', 'x:1} y'])('is not in %s', text => expect(readGoStruct(text).ok).toBe(false))

  it('takes time in proportion to its length', () => {
    expectLinear(readGoStruct, [
      long('', 'a:b '),
      long('', '{'),
      long('{', 'a:{'),
      long('', 'a'),
      long('', 'a b '),
      long('a:', 'x '),
      long('a:', 'x,'),
      long('a:"', '\\"'),
    ])
  })
})

describe('pairs', () => {
  it('follow a message, or stand alone', () => {
    expect(taken(readLogPairs('"a \\"b\\"" k="v w" n=3 l=[x y] s={"a":{"b":1}} p=&{A:1 B:2} e='))).toEqual({
      message: '"a \\"b\\""',
      pairs: [
        { key: 'k', value: '"v w"' },
        { key: 'n', value: '3' },
        { key: 'l', value: '[x y]' },
        { key: 's', value: '{"a":{"b":1}}' },
        { key: 'p', value: '&{A:1 B:2}' },
        { key: 'e', value: '' },
      ],
    })
    expect(taken(readLogPairs('k=v')).message).toBeNull()
  })

  it('may have their last value on the lines below', () => {
    expect(taken(readLogPairs('"m" k=1 output=<')).pairs.at(-1)).toEqual({ key: 'output', value: '' })
  })

  it.each(['words without quotes', '"m" and words', '"never closed'])('are not in %s', text =>
    expect(readLogPairs(text).ok).toBe(false),
  )

  it('are read in proportion to their length', () => {
    expectLinear(readLogPairs, [
      long('', 'k=v '),
      long('', 'k={'),
      long('', 'a'),
      long('"m" ', 'a'),
      long('"m" k=', '{a}'),
      long('k=[', 'x'),
      long('k=<', ' ', 'x'),
    ])
  })
})
