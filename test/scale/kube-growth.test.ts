import { describe } from 'vitest'
import { testGrowth } from './growth.ts'
import { kubeShapes } from './kube.ts'

describe('the time to conclude grows with the number of', () => testGrowth(kubeShapes))
