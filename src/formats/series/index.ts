import type { DocumentFormat, SeriesFormat } from '../../model/reader.ts'
import { atopParseable } from './atop/parseable.ts'
import { atopScreens } from './atop/screens.ts'
import { datedSamples } from './dated-samples.ts'
import { kubeletSummary } from './kubelet-summary.ts'
import { prometheusJson } from './prometheus/api-json.ts'
import { prometheusText } from './prometheus/exposition.ts'
import { prometheusScrape } from './prometheus/scrape.ts'
import { samples } from './samples.ts'
import { sadfJson } from './sar/sadf-json.ts'
import { sadfLines } from './sar/sadf-lines.ts'
import { sarText } from './sar/sar-text.ts'
import { vmstat } from './vmstat.ts'

/** Samples over time; the first that matches a source reads it. */
export const series: readonly SeriesFormat[] = [
  samples,
  datedSamples,
  sarText,
  sadfLines,
  vmstat,
  atopParseable,
  atopScreens,
  prometheusText,
]

/** Samples in files that are one document each. */
export const seriesDocuments: readonly DocumentFormat[] = [prometheusJson, prometheusScrape, sadfJson, kubeletSummary]
