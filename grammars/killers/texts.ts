import type { CstNode } from 'chevrotain'
import { piecesOf } from '../reading.ts'

/** Texts under one label anywhere in a tree: those of a node before those below it. */
export function texts(tree: CstNode, label: string): readonly string[] {
  const below = Object.values(tree.children).flatMap(children =>
    children.flatMap(child => ('image' in child ? [] : texts(child, label))),
  )
  return [...piecesOf(tree, label).map(piece => piece.text), ...below]
}

/** The first of them; null where the text has no such part. */
export const textAt = (tree: CstNode, label: string): string | null => texts(tree, label)[0] ?? null
