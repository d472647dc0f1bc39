/** A binary heap of things by time, earliest first: what a simulation takes its next moment from. */
export type Heap<T> = { push(at: number, value: T): void; pop(): { at: number; value: T } | undefined }

export function openHeap<T>(): Heap<T> {
  const heap: { at: number; value: T }[] = []
  const swap = (a: number, b: number): void => {
    const kept = heap[a]!
    heap[a] = heap[b]!
    heap[b] = kept
  }
  return {
    push(at, value) {
      heap.push({ at, value })
      for (let n = heap.length - 1; n > 0; ) {
        const parent = (n - 1) >> 1
        if (heap[parent]!.at <= heap[n]!.at) break
        swap(n, parent)
        n = parent
      }
    },
    pop() {
      const first = heap[0]
      const last = heap.pop()
      if (!first || !last || heap.length === 0) return first
      heap[0] = last
      for (let n = 0; ; ) {
        const left = 2 * n + 1
        const smaller = left + 1 < heap.length && heap[left + 1]!.at < heap[left]!.at ? left + 1 : left
        if (smaller >= heap.length || heap[n]!.at <= heap[smaller]!.at) break
        swap(n, smaller)
        n = smaller
      }
      return first
    },
  }
}
