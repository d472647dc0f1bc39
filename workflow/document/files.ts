/** A paper as a file: the Office file always, the PDF where a browser is there to print it. */
import type { OfficialDocument } from '../../domain/document.ts'
import { writeDocx } from '../../outbound/documents/official/docx.ts'
import { printDocument } from '../../outbound/documents/official/print.ts'
import type { Printer } from '../../outbound/documents/pdf.ts'

export type { Printer }
export const fileFormats = ['docx', 'pdf'] as const
export type FileFormat = (typeof fileFormats)[number]

export const fileTypes: Record<FileFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
}

/** Null: there is no browser, or it failed; the Office file is there all the same. */
export async function documentFile(
  d: OfficialDocument,
  format: FileFormat,
  printer: Printer,
): Promise<Uint8Array | null> {
  if (format === 'docx') return writeDocx(d)
  const printed = await printDocument(printer, d)
  return printed.ok ? printed.pdf : null
}
