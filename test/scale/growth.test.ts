import { describe } from 'vitest'
import { testGrowth } from './growth.ts'
import { kernelShapes } from './kernel.ts'
import { killerShapes } from './killers.ts'

describe('the time to conclude grows with the number of', () => testGrowth([...kernelShapes, ...killerShapes]))
