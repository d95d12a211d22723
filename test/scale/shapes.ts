import { kernelShapes } from './kernel.ts'
import { killerShapes } from './killers.ts'
import { kubeShapes } from './kube.ts'
import type { Shape } from './shape.ts'

export const shapes: readonly Shape[] = [...kernelShapes, ...kubeShapes, ...killerShapes]
