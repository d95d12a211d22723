import type { SeriesFormat } from '../../model/reader.ts'
import { datedSamples } from './dated-samples.ts'
import { samples } from './samples.ts'

/** Samples over time; the first that matches a source reads it. */
export const series: readonly SeriesFormat[] = [samples, datedSamples]
