import { readFileSync } from 'node:fs'

/**
 * What this process used since it became this program: processor seconds, and the most memory it ever held. Linux carries the
 * parent's memory over into a child's `maxRSS`, so the peak is read where it begins anew with the program.
 */
export function used() {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  return { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMb: (peakOfProgramKb() ?? maxRSS) / 1024 }
}

function peakOfProgramKb() {
  if (process.platform !== 'linux') return null
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
}
