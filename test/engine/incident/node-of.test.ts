import { describe, expect, it } from 'vitest'
import { hostNamer } from '../../../src/engine/incident/node-of.ts'
import type { NodeFact } from '../../../src/model/kubernetes.ts'

const node = (name: string, ...hostnames: readonly string[]) => ({ name, hostnames }) as unknown as NodeFact
const named = (...nodes: readonly NodeFact[]) => hostNamer(nodes)

describe('the name of a machine in the cluster', () => {
  it('is found by its address, its own name, or the first part of that', () => {
    const names = named(node('worker-3.example.com', 'w3', '10.0.42.17'), node('worker-4.example.com'))
    expect(names('10.0.42.17')).toBe('worker-3.example.com')
    expect(names('w3')).toBe('worker-3.example.com')
    expect(names('worker-4')).toBe('worker-4.example.com')
  })

  it('is not that of a machine in the same network', () => {
    const names = named(node('10.0.42.17'))
    expect(names('10.0.42.17')).toBe('10.0.42.17')
    expect(names('10.0.99.1')).toBe('10.0.99.1')
  })
})
