export function used(): { cpuSeconds: number; peakMb: number }
