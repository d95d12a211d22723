import { expect, test } from 'vitest'
import { binaryProblem } from '../../src/lines/binary-kinds.ts'
import { failedCommand, textKind } from '../../src/lines/text-kinds.ts'
import { bytesOf } from './scanned.ts'

test.each([
  ['<!DOCTYPE html><html>', 'a page of HTML'],
  ['<?xml version="1.0"?>', 'XML'],
  ['-----BEGIN CERTIFICATE-----', 'a key or a certificate'],
  ['#!/bin/sh', 'a script'],
  ['{"a": 1}', 'JSON of another kind'],
  ['{ curly words }', null],
  ['plain words', null],
])('%s is %s', (head, kind) => {
  expect(textKind(head)).toBe(kind)
})

test.each([
  'cat: /proc/pressure/memory: No such file or directory\n',
  'bash: crictl: command not found\n',
  'Error from server (Forbidden): nodes is forbidden\n',
  'error: You must be logged in to the server (Unauthorized)\r\n',
])('%s is what a failed command said', text => {
  expect(failedCommand('a', text)).toMatchObject({ number: 1, start: 0, end: text.trimEnd().length })
})

test.each(['No news.\n', 'error: a\nand a log\n', `${'error: a\n'.repeat(4)}`, '\nerror: a\n', 'error: \ufffd\n', ''])(
  '%j is not',
  text => {
    expect(failedCommand('a', text)).toBeNull()
  },
)

test.each([
  ['\u0089PNG\r\n\u001a\n', 'a picture'],
  ['%PDF-1.7\n', 'a PDF document'],
  ['SQLite format 3\0', 'a database of SQLite'],
  ['\u007fELF\u0002\u0001\u0001', 'a program or a library (ELF)'],
])('%j is %s', (head, what) => {
  const bytes = Uint8Array.from(head, char => char.charCodeAt(0))
  expect(binaryProblem('a', bytes)).toMatchObject({ code: 'SOURCE_BINARY', detail: expect.stringContaining(what) })
})

test('text is no binary', () => {
  expect(binaryProblem('a', bytesOf('PNG is a format\n'))).toBeNull()
})
