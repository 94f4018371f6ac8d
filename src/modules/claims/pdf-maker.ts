/** A part of a document, in the words of pdfmake. Its own types would bring a browser's into all of the server. */
export type PdfPart = string | { readonly [key: string]: unknown }

type PdfMaker = {
  setFonts(fonts: Record<string, Record<string, string>>): void
  setUrlAccessPolicy(allows: (url: string) => boolean): void
  setLocalAccessPolicy(allows: (path: string) => boolean): void
  createPdf(document: PdfPart): { getBuffer(): Promise<Buffer> }
}

let maker: Promise<PdfMaker> | undefined

/** The library, loaded with the first paper. It fetches nothing and reads no file but the fonts, whatever it is given. */
export function pdfMaker(fonts: Record<string, Record<string, string>>): Promise<PdfMaker> {
  return (maker ??= load(fonts))
}

async function load(fonts: Record<string, Record<string, string>>): Promise<PdfMaker> {
  const name: string = 'pdfmake'
  const { default: loaded } = (await import(name)) as { default: PdfMaker }
  const files = new Set(Object.values(fonts).flatMap((family) => Object.values(family)))
  loaded.setFonts(fonts)
  loaded.setUrlAccessPolicy(() => false)
  loaded.setLocalAccessPolicy((path) => files.has(path))
  return loaded
}
