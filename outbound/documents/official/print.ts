/** An official document as PDF. */
import type { OfficialDocument } from '../../../domain/document.ts'
import type { Printed, Printer } from '../pdf.ts'
import { documentHtml } from './html.ts'

/** Printed twice where it has a 版记: only a printed page tells how many there are, and it stands at the foot of the last (7.4). */
export async function printDocument(printer: Printer, d: OfficialDocument): Promise<Printed> {
  const first = await printer.print(documentHtml(d))
  if (!first.ok || !d.printedBy) return first
  const second = await printer.print(documentHtml(d, { pages: first.pages }))
  // Should the foot not fit where it stood in the text, the plain order of things is right, too.
  return second.ok && second.pages === first.pages ? second : first
}
